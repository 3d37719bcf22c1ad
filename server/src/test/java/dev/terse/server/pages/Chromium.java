package dev.terse.server.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Debian's Chromium, driven by Playwright; remembers what pages complain of. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  /** Longer than a busy machine stands still. */
  private static final double PATIENCE_MILLIS = 30_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Paths whose refusal is an answer, and no fault of the page that asked. */
  private static final Pattern PAGES = Pattern.compile("/(-/shorten|-/link/.*|[^-/][^/]*):");

  private final Playwright playwright = Playwright.create(
      new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser = playwright
      .chromium()
      .launch(new BrowserType.LaunchOptions()
          .setExecutablePath(PROGRAM)
          .setArgs(List.of(
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync")));
  private final List<String> complaints = new ArrayList<>();

  /** A window of {@code look}, with a session of its own. */
  Page open(Look look) {
    BrowserContext context = browser.newContext(new Browser.NewContextOptions()
        .setViewportSize(look.width(), look.height())
        .setDeviceScaleFactor(look.scale())
        .setColorScheme(look.scheme())
        .setJavaScriptEnabled(look.script())
        .setReducedMotion(ReducedMotion.REDUCE)
        .setPermissions(List.of("clipboard-read", "clipboard-write")));
    Page page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(complaints::add);
    return page;
  }

  /** What consoles said in error or warning, such as a breach of the content security policy. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Keeps what {@code page} shows as {@code target/screenshots/NAME.png}. */
  static byte[] screenshot(Page page, String name) {
    return page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    playwright.close();
  }

  private void hear(ConsoleMessage message) {
    boolean refused = message.text().startsWith("Failed to load resource")
        && PAGES.matcher(message.location()).find();
    if (!refused && (message.type().equals("error") || message.type().equals("warning"))) {
      complaints.add(message.text());
    }
  }

  /** How a window looks to the page. */
  record Look(int width, int height, double scale, ColorScheme scheme, boolean script) {
    static final Look DESKTOP = new Look(1280, 860, 1, ColorScheme.LIGHT, true);
    static final Look PHONE = new Look(390, 844, 2, ColorScheme.LIGHT, true);

    Look dark() {
      return new Look(width, height, scale, ColorScheme.DARK, script);
    }

    Look withoutScript() {
      return new Look(width, height, scale, scheme, false);
    }
  }
}
