package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskSignInTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void aSignInLinkOpensTheDeskOnceAndLookingAtItDoesNothing() {
        var member = newsroom.rooms().paper().staff().add("eva@lantern.example", "Eva", Role.EDITOR);
        String link = "/desk/sign-in/" + newsroom.rooms().paper().signIn().link(member.id());

        var looked = List.of(newsroom.get(link), newsroom.get(link));
        HttpResponse<String> opened = newsroom.post(link, "");
        HttpResponse<String> again = newsroom.post(link, "");

        assertThat(looked).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        });
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("set-cookie").orElseThrow())
                .matches("depesche_session=[\\w-]{43}; Path=/desk; Max-Age=\\d+; HttpOnly; SameSite=Lax");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.headers().firstValue("set-cookie")).isEmpty();
        assertThat(newsroom.get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void whoGuessesBehindAProxyShutsNobodyElseOut() {
        for (int i = 0; i < 20; i++) {
            assertThat(asks("198.51.100.1")).isEqualTo(200);
        }

        assertThat(asks("198.51.100.1")).isEqualTo(429);
        assertThat(asks("198.51.100.2")).isEqualTo(200);
    }

    private static int asks(String forwardedFor) {
        String form = "email=nobody%40lantern.example";
        return newsroom.post("/desk/sign-in", form, "Content-Type", Person.FORM, "X-Forwarded-For", forwardedFor)
                .statusCode();
    }

    @Test
    void signingOutEndsTheSession() {
        Person eva = Person.of(newsroom, "Evamaria", Role.EDITOR);

        HttpResponse<String> left = eva.submit("/desk", "/desk/sign-out");

        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(eva.get("/desk").statusCode()).isEqualTo(302);
    }
}
