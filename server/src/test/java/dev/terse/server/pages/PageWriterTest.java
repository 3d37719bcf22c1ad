package dev.terse.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.server.assets.Assets;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.pages.view.FormView;
import dev.terse.server.pages.view.FormView.Field;
import dev.terse.server.pages.view.FormView.Input;
import dev.terse.server.pages.view.LinkView;
import dev.terse.server.pages.view.Message;
import dev.terse.server.pages.view.Site;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private static final String HOSTILE = "\"><script>alert('x')</script><b a='";

  private final PageWriter pages = new PageWriter(new Site(new Assets(), true));
  private final PublicUrl url = new PublicUrl("https://sho.rt/");

  @Test
  void form_hostileInput_isEscapedWhereverItStands() {
    FormView form = new FormView("https://sho.rt/", new Input(HOSTILE, HOSTILE, HOSTILE), null, "")
        .faulty(Field.CODE, HOSTILE);

    String page = pages.render("home", form);

    assertThat(page).doesNotContain("<script>").doesNotContain("<b a=");
    assertThat(page).contains("value=\"&#34;>&lt;script>").contains("id=\"code-fault\"");
  }

  @Test
  void form_ofOneFault_marksThatFieldOnly() {
    FormView form = FormView.empty("https://sho.rt/").faulty(Field.URL, "The URL is none.");

    String page = pages.render("home", form);

    assertThat(page).containsOnlyOnce("aria-invalid=\"true\"").containsOnlyOnce("class=\"fault\"");
    assertThat(page).contains("aria-describedby=\"url-fault\"").contains("<title>Error: ");
  }

  @Test
  void link_ofHostileTitleAndTarget_isEscaped() {
    String page = pages.render("link", view("javascript:alert(1)//\"><script>", HOSTILE));

    assertThat(page).doesNotContain("<script>").doesNotContain("<b a=");
  }

  @Test
  void link_ofTargetThatIsNoWebAddress_isShownAndNotLinked() {
    assertThat(pages.render("link", view("javascript:alert(1)", null)))
        .contains("javascript:alert(1)</span>")
        .doesNotContain("href=\"javascript");
    assertThat(pages.render("link", view("HTTPS://example.com/", null)))
        .contains("href=\"HTTPS://example.com/\"");
  }

  @Test
  void link_ofLongTarget_showsItsBeginningAndNamesItWhole() {
    String target = "https://example.com/" + "x".repeat(500);

    String page = pages.render("link", view(target, null));

    assertThat(page).contains("title=\"" + target + "\"").doesNotContain(">" + target);
    assertThat(page).contains(">" + target.substring(0, 159) + "…</a>");
  }

  @Test
  void message_withoutHomePage_leadsNowhere() {
    Message message = Message.of("No link here", "Nothing is found.");

    assertThat(pages.render("message", message)).contains("href=\"/\"");
    assertThat(new PageWriter(new Site(new Assets(), false)).render("message", message))
        .contains("<h1>No link here</h1>")
        .doesNotContain("href=\"/\"");
  }

  @Test
  void closedAndHelp_nameThePublicUrl() {
    assertThat(pages.render("closed", url)).contains("https://sho.rt/-/api/v1/links");
    assertThat(pages.render("help", url)).contains("https://sho.rt/shorten_url");
  }

  private LinkView view(String target, @Nullable String title) {
    Link link = new Link(
        LinkId.create(Instant.EPOCH, RandomGenerator.getDefault()),
        LinkKey.of(new Code("xk4Tq")),
        new Target(target),
        new LinkDetails(title, null, null),
        History.begin(Instant.EPOCH, null));
    return new LinkView(url, link);
  }
}
