package depesche.desk;

import depesche.job.JobsSetAside;
import depesche.web.Problem;
import depesche.web.Response;

/// `/desk/jobs`: what was set aside, and sending it back.
final class JobResource {

    private static final int MOST = 100;

    private final JobsSetAside jobs;
    private final Pages pages;
    private final NewsroomTime time;

    JobResource(JobsSetAside jobs, Pages pages, NewsroomTime time) {
        this.jobs = jobs;
        this.pages = pages;
        this.time = time;
    }

    Response list(Visit visit) {
        Words words = visit.words();
        var lines = jobs.latest(MOST).stream()
                .map(job -> new JobsPage.Line(
                        job.id(), job.name(), job.payload(), job.error(), time.shown(job.at(), words)))
                .toList();
        return pages.page(
                visit,
                words.of("menu.jobs"),
                new JobsPage(lines, visit.query("sent").equals(Typed.YES)));
    }

    Response sendBack(Visit visit) {
        String id = visit.request().part("id");
        boolean isSent = id.matches("[1-9][0-9]{0,17}") && jobs.sendBack(Long.parseLong(id));
        return isSent ? Response.seeOther("/desk/jobs?sent=yes") : pages.problem(visit, Problem.notFound("job"));
    }
}
