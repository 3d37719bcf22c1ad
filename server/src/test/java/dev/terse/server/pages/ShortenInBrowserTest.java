package dev.terse.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.pages.Chromium.Look;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
@Tag("slow")
class ShortenInBrowserTest {
  private static final String TARGET = "https://example.com/a/long/path?with=a&query#part";

  private final TestSite site;
  private final Chromium chromium;

  ShortenInBrowserTest(@TempDir Path directory) throws StartException {
    site = TestSite.open(directory, AuthMode.LOCAL);
    chromium = new Chromium();
  }

  @AfterEach
  void complainsOfNothing() {
    try (site;
        chromium) {
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void shorten_byKeyboardAlone_copiesTheShortUrl() {
    Page page = chromium.open(Look.DESKTOP);
    leaveNotes(page);
    page.navigate(site.url("/"));

    assertThat(page.getByLabel("Long URL")).isFocused();
    page.keyboard().type(TARGET);
    page.keyboard().press("Enter");
    assertThat(copyButton(page)).isFocused();
    page.keyboard().press("Enter");

    assertThat(copyButton(page)).hasText("Copied");
    assertThat(announcer(page)).hasText("Copied");
    String copied = (String) page.evaluate("navigator.clipboard.readText()");
    assertThat(copied).startsWith(site.url("/")).matches(Pattern.compile(".*/[0-9A-Za-z]{5}"));
    assertThat(page.locator(".made p")).hasText(copied);
  }

  @Test
  void copy_withoutTheClipboardOfSecureContexts_copiesTheOldWay() {
    Page page = chromium.open(Look.DESKTOP);
    page.addInitScript("Object.defineProperty(Navigator.prototype, 'clipboard', { value: null })");
    leaveNotes(page);
    page.navigate(site.url("/"));
    shorten(page, TARGET);
    String shortUrl = page.locator(".made p").textContent();

    copyButton(page).click();
    assertThat(copyButton(page)).hasText("Copied");
    page.navigate(site.url("/"));
    assertThat(page.getByLabel("Long URL")).isFocused();
    page.keyboard().press("Control+V");

    assertThat(page.getByLabel("Long URL")).hasValue(shortUrl);
  }

  @Test
  void shorten_withScript_announcesTheResultWithoutLeavingThePage() {
    Page page = chromium.open(Look.DESKTOP);
    page.navigate(site.url("/"));
    page.evaluate("window.stayed = true");

    shorten(page, TARGET);

    assertThat(announcer(page)).containsText("Short link ready: " + site.url("/"));
    assertThat(page).hasTitle(Pattern.compile("Short link .+"));
    assertThat(page.evaluate("window.stayed")).isEqualTo(true);
    assertThat(page.getByText(TARGET)).hasAttribute("href", TARGET);
    page.reload();
    assertThat(copyButton(page)).isVisible();
    assertThat(site.links()).isEqualTo(1);
    page.goBack();
    assertThat(page.getByLabel("Long URL")).isVisible();
  }

  @Test
  void shorten_withoutScript_showsTheResultAndSurvivesReloading() {
    Page page = chromium.open(Look.DESKTOP.withoutScript());
    page.navigate(site.url("/"));

    shorten(page, TARGET);

    assertThat(page.locator(".made p")).containsText(site.url("/"));
    assertThat(copyButton(page)).isHidden();
    Chromium.screenshot(page, "result-without-script");
    page.reload();
    assertThat(page.locator(".made p")).containsText(site.url("/"));
    assertThat(site.links()).isEqualTo(1);
  }

  @Test
  void shorten_ofAnUnusableUrl_showsTheFaultBesideItAndKeepsTheInput() {
    for (Look look : new Look[] {Look.DESKTOP, Look.DESKTOP.withoutScript()}) {
      Page page = chromium.open(look);
      page.navigate(site.url("/"));

      shorten(page, "javascript:alert(1)");

      Locator field = page.getByLabel("Long URL");
      assertThat(field).hasAccessibleDescription(Pattern.compile("The URL begins with .+"));
      assertThat(field).hasValue("javascript:alert(1)");
      assertThat(field).isFocused();
      assertThat(page).hasTitle("Error: Shorten a link");
    }
    assertThat(site.links()).isZero();
  }

  @Test
  void shorten_withOwnCodeTakenThenAnother_keepsEverythingElse() {
    Page page = chromium.open(Look.DESKTOP);
    page.navigate(site.url("/"));
    fillOptions(page, "winter", "First");
    shorten(page, TARGET);
    page.getByText("Shorten another").click();
    fillOptions(page, "winter", "Winter sale");
    shorten(page, "example.com/second");

    Locator code = page.getByLabel("Own code");
    assertThat(code).isFocused();
    assertThat(code).hasAccessibleDescription(Pattern.compile(".*winter is taken.*"));
    assertThat(page.getByLabel("Title")).hasValue("Winter sale");
    code.fill("winter/2026");
    page.keyboard().press("Enter");

    assertThat(page.locator(".made p")).hasText(site.url("/winter/2026"));
    assertThat(page.getByText("https://example.com/second")).isVisible();
    assertThat(page.getByText("Winter sale")).isVisible();
  }

  @Test
  void shorten_whenTheStoreFails_saysSoAndKeepsTheInput() {
    Page page = chromium.open(Look.DESKTOP);
    page.navigate(site.url("/"));
    site.breakStore();

    shorten(page, TARGET);

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The link was not made");
    assertThat(page.getByLabel("Long URL")).hasValue(TARGET);
  }

  @Test
  void shorten_byAFormOfAnotherSite_makesNoLink() {
    Page page = chromium.open(Look.DESKTOP);
    String form =
        "<form method=post action='%s'><input name=url value='%s'><button>Go</button></form>"
            .formatted(site.url("/-/shorten"), TARGET);
    page.route(
        "http://evil.example/",
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(form)));
    page.navigate("http://evil.example/");

    page.getByText("Go").click();

    assertThat(page).hasURL(site.url("/-/shorten"));
    assertThat(page.locator("h1")).hasText("An API key is needed");
    assertThat(site.links()).isZero();
  }

  /** Has "Copied" stay: after two seconds a busy machine may not have seen it. */
  private static void leaveNotes(Page page) {
    page.addInitScript("window.setTimeout = () => 0");
  }

  private static void shorten(Page page, String target) {
    page.getByLabel("Long URL").fill(target);
    page.getByText("Shorten", new Page.GetByTextOptions().setExact(true)).click();
  }

  private static void fillOptions(Page page, String code, String title) {
    page.getByText("Own code, title").click();
    page.getByLabel("Own code").fill(code);
    page.getByLabel("Title").fill(title);
  }

  private static Locator copyButton(Page page) {
    return page.locator("[data-copy]");
  }

  private static Locator announcer(Page page) {
    return page.getByRole(AriaRole.STATUS);
  }
}
