package depesche.desk;

import depesche.account.SetUp;
import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.text.EmailAddress;
import depesche.text.PlainLine;
import depesche.web.Request;
import depesche.web.Response;

/// `/desk/set-up/{token}`: the newsroom's first person makes an account, and is signed in.
final class SetUpResource {

    private static final int LONGEST_NAME = 120;

    private final SetUp setUp;
    private final Staff staff;
    private final SignIn signIn;
    private final Pages pages;
    private final SignInResource.Cookies cookies;

    SetUpResource(SetUp setUp, Staff staff, SignIn signIn, Pages pages, SignInResource.Cookies cookies) {
        this.setUp = setUp;
        this.staff = staff;
        this.signIn = signIn;
        this.pages = pages;
        this.cookies = cookies;
    }

    Response form(Request request) {
        return isOpen(request) ? show(request, 200, new SetUpPage(request.path(), "", "", "", "")) : closed(request);
    }

    Response create(Request request) {
        if (!isOpen(request)) {
            return closed(request);
        }
        var form = request.form();
        String name = PlainLine.of(form.field("name").orElse("")).value();
        String email = form.field("email").orElse("");
        Words words = pages.words(request);
        String nameFault = name.isEmpty() || name.length() > LONGEST_NAME ? words.of("fault.name") : "";
        return switch (EmailAddress.parse(email)) {
            case EmailAddress.Invalid _ -> {
                var view = new SetUpPage(request.path(), name, nameFault, email, words.of("fault.bad-address"));
                yield show(request, 422, view);
            }
            case EmailAddress.Valid(EmailAddress address) ->
                nameFault.isEmpty()
                        ? made(request, name, address)
                        : show(request, 422, new SetUpPage(request.path(), name, nameFault, email, ""));
        };
    }

    private Response made(Request request, String name, EmailAddress email) {
        return staff.addFirst(email.value(), name)
                .flatMap(member -> signIn.open(signIn.link(member.id())))
                .map(session -> Response.seeOther("/desk").with("Set-Cookie", cookies.of(session)))
                .orElseGet(() -> closed(request));
    }

    private boolean isOpen(Request request) {
        return setUp.isOpenTo(request.part("token"));
    }

    private Response show(Request request, int status, SetUpPage view) {
        return pages.open(request, status, pages.words(request).of("set-up"), view);
    }

    private Response closed(Request request) {
        return pages.open(request, 410, pages.words(request).of("sign-in"), new SignInLinkPage(request.path(), false));
    }
}
