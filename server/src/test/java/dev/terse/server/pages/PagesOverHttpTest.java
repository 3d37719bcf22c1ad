package dev.terse.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.support.Configs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesOverHttpTest {
  private static final String FORM = "url=https%3A%2F%2Fexample.com%2F&code=mine";

  @TempDir
  private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shorten_fromAnotherSite_makesNoLink() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.LOCAL)) {
      for (String[] headers : new String[][] {
        {"Origin", "https://evil.example"},
        {"Origin", "null"},
        {"Origin", "http://localhost:1"},
        {"Sec-Fetch-Site", "cross-site"},
        {"Sec-Fetch-Site", "same-site"},
        {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
      }) {
        assertThat(post(site, FORM, headers).statusCode()).isEqualTo(403);
      }
      assertThat(site.links()).isZero();
    }
  }

  @Test
  void shorten_fromAnotherSiteWhereAllMay_makesNoLink() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.OPEN)) {
      assertThat(post(site, FORM, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
      assertThat(site.links()).isZero();
    }
  }

  @Test
  void shorten_fromOurOwnPage_leadsToTheLinksPage() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.OPEN)) {
      HttpResponse<String> made =
          post(site, FORM, "Origin", site.url(""), "Sec-Fetch-Site", "same-origin");

      assertThat(made.statusCode()).isEqualTo(303);
      assertThat(made.headers().firstValue("Location")).hasValue("/-/link/mine");
      assertThat(get(site, "/-/link/mine").body()).contains(site.url("/") + "</span><b>mine</b>");
      assertThat(post(site, FORM).statusCode()).isEqualTo(409);
      assertThat(post(site, "url=%20").statusCode()).isEqualTo(422);
      assertThat(post(site, "").statusCode()).isEqualTo(422);
      assertThat(post(site, FORM.replace("mine", "%2F.%2F")).statusCode()).isEqualTo(422);
      assertThat(post(site, FORM + "&title=" + "t".repeat(513)).statusCode()).isEqualTo(422);
      assertThat(get(site, "/-/shorten").headers().firstValue("Location")).hasValue("/");
    }
  }

  @Test
  void shorten_ofCodeBeyondAscii_isShownAndScannedAsItIsSent() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.OPEN)) {
      String page = post(site, FORM.replace("mine", "gr%C3%BC%C3%9Fe%2F%F0%9F%8E%89"))
          .headers()
          .firstValue("Location")
          .orElseThrow();

      assertThat(page).isEqualTo("/-/link/gr%C3%BC%C3%9Fe/%F0%9F%8E%89");
      assertThat(get(site, page).body())
          .contains("<b>grüße/🎉</b>")
          .contains("data-copy=\"" + site.url("/gr%C3%BC%C3%9Fe/%F0%9F%8E%89") + "\"");
      assertThat(get(site, page.replace("link", "qr")).headers().firstValue("Content-Type"))
          .hasValue("image/svg+xml");
    }
  }

  @Test
  void everyPage_whereAKeyIsNeeded_saysSoAndMakesNoLink() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.KEYS)) {
      assertThat(get(site, "/").body()).contains("An API key is needed").doesNotContain("<form");
      assertThat(post(site, FORM).statusCode()).isEqualTo(403);
      assertThat(get(site, "/-/link/mine").statusCode()).isEqualTo(403);
      assertThat(get(site, "/-/qr/mine").statusCode()).isEqualTo(404);
      assertThat(site.links()).isZero();
    }
  }

  @Test
  void everyPage_withoutHomePage_isNotFound() throws Exception {
    try (TestSite site =
        TestSite.open(directory, Configs.ancestors(ServerConfig.DEFAULT, AncestorsConfig.NONE))) {
      assertThat(get(site, "/").statusCode()).isEqualTo(404);
      assertThat(get(site, "/-/link/mine").statusCode()).isEqualTo(404);
      assertThat(get(site, "/-/qr/mine").statusCode()).isEqualTo(404);
      assertThat(post(site, FORM).statusCode()).isIn(404, 405);
      assertThat(site.links()).isZero();
    }
  }

  @Test
  void root_ofTheFlaskDemo_explainsItsEndpoint() throws Exception {
    AncestorsConfig flask = new AncestorsConfig(false, true, null);
    try (TestSite site = TestSite.open(directory, Configs.ancestors(ServerConfig.DEFAULT, flask))) {
      HttpResponse<String> help = get(site, "/");

      assertThat(help.statusCode()).isEqualTo(200);
      assertThat(help.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(help.body()).contains("POST /shorten_url");
    }
  }

  @Test
  void everyPage_runsOurOwnFilesOnlyAndIsNeverKept() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.OPEN)) {
      post(site, FORM);
      for (String path : new String[] {"/", "/-/link/mine", "/no-such-link"}) {
        HttpResponse<String> page = get(site, path);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
      }
    }
  }

  @Test
  void assets_areKeptForEverUnderNamesThatChangeWithThem() throws Exception {
    try (TestSite site = TestSite.open(directory, AuthMode.OPEN)) {
      Matcher paths = Pattern.compile("/-/assets/terse-[0-9a-f]{16}\\.(css|js)")
          .matcher(get(site, "/").body());

      for (String type :
          new String[] {"text/css; charset=utf-8", "text/javascript; charset=utf-8"}) {
        assertThat(paths.find()).isTrue();
        HttpResponse<String> asset = get(site, paths.group());
        assertThat(asset.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      }
      assertThat(get(site, "/-/assets/terse-0000000000000000.css").statusCode()).isEqualTo(404);
      assertThat(get(site, "/favicon.ico").headers().firstValue("Content-Type"))
          .hasValue("image/x-icon");
      assertThat(get(site, "/robots.txt").body()).contains("Disallow: /-/");
    }
  }

  private HttpResponse<String> get(TestSite site, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(site.url(path)))
        .header("Accept", "text/html")
        .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(TestSite site, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.url("/-/shorten")))
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
