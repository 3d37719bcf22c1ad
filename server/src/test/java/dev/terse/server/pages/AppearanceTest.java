package dev.terse.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Page;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.pages.Chromium.Look;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see, in every look; the pictures stay in {@code target/screenshots} to be seen. */
@Tag("browser")
@Tag("slow")
class AppearanceTest {
  private static final List<Named> LOOKS = List.of(
      new Named("desktop-light", Look.DESKTOP),
      new Named("desktop-dark", Look.DESKTOP.dark()),
      new Named("phone-light", Look.PHONE),
      new Named("phone-dark", Look.PHONE.dark()));

  private final TestSite site;
  private final Chromium chromium = new Chromium();
  private final String axe = axe();

  private record Named(String name, Look look) {}

  AppearanceTest(@TempDir Path directory) throws StartException, IOException {
    site = TestSite.open(directory, AuthMode.LOCAL);
  }

  @AfterEach
  void complainsOfNothing() {
    try (site;
        chromium) {
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void everyPage_inEveryLook_fitsAndIsAccessible() {
    for (Named each : LOOKS) {
      Page page = chromium.open(each.look());
      page.navigate(site.url("/"));
      inspect(page, "home-" + each.name());

      page.getByLabel("Long URL").fill("https:// no host");
      page.keyboard().press("Enter");
      assertThat(page.locator(".fault")).isVisible();
      inspect(page, "error-" + each.name());

      page.getByText("Own code, title").click();
      page.getByLabel("Title").fill("Everything there is to know about shortening");
      page.getByLabel("Long URL").fill("https://example.com/" + "very/long/".repeat(40));
      page.keyboard().press("Enter");
      assertThat(page.locator("[data-copy]")).isVisible();
      inspect(page, "result-" + each.name());

      page.navigate(site.url("/no-such-link"));
      inspect(page, "not-found-" + each.name());
    }
  }

  @Test
  void qrCode_scannedFromTheScreen_readsTheShortUrl() throws Exception {
    for (Named each : LOOKS) {
      Page page = chromium.open(each.look());
      page.navigate(site.url("/"));
      page.getByLabel("Long URL").fill("https://example.com/");
      page.keyboard().press("Enter");
      String shortUrl = page.locator(".made p").textContent();
      page.locator(".qr").scrollIntoViewIfNeeded();
      page.waitForFunction("[...document.images].every(image => image.complete)");

      assertThat(scan(page.screenshot())).isEqualTo(shortUrl);
    }
  }

  @Test
  void wideText_onASmallPhone_neverScrollsSideways() {
    Page page = chromium.open(new Look(320, 568, 1, Look.PHONE.scheme(), true));
    page.navigate(site.url("/"));
    page.getByText("Own code, title").click();
    page.getByLabel("Own code").fill("c".repeat(128));
    page.getByLabel("Title").fill("t".repeat(512));
    page.getByLabel("Long URL").fill("https://example.com/" + "x".repeat(2_000));
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-copy]")).isVisible();

    inspect(page, "wide-text");
  }

  @Test
  void faults_madeOnPurpose_areFoundByTheseTests() {
    try (Chromium second = new Chromium()) {
      Page page = second.open(Look.DESKTOP);
      page.navigate(site.url("/"));
      page.evaluate("document.querySelector('main').insertAdjacentHTML("
          + "'beforeend', '<p style=\"color: red\">inline</p><img src=\"https://example.com/\">')");

      assertThat(violations(page).toString()).contains("critical image-alt");
      assertThat(second.complaints()).hasSize(2).allMatch(text -> text.contains("violates"));
    }
  }

  private void inspect(Page page, String name) {
    Chromium.screenshot(page, name);
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("%s scrolls sideways", name)
        .isEqualTo(0);
    assertThat(violations(page)).as("axe on " + name).isEqualTo(List.of());
  }

  /** All that axe finds, of whatever impact. */
  private Object violations(Page page) {
    page.evaluate(axe + "; undefined");
    return page.evaluate("""
        async () => (await axe.run()).violations
            .map(v => v.impact + " " + v.id + ": " + v.nodes.map(n => n.html).join(" "))""");
  }

  private static String scan(byte[] screenshot) throws IOException, ReaderException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(screenshot));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    return new MultiFormatReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
        .getText();
  }

  private static String axe() throws IOException {
    try (InputStream file = AppearanceTest.class.getResourceAsStream("/axe-core/axe.min.js")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
