package dev.terse.server.pages.view;

import dev.terse.core.link.Link;
import dev.terse.server.origin.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * A link as it is shown to those who made it.
 *
 * @param url what short URLs begin with
 * @param link the link
 */
public record LinkView(PublicUrl url, Link link) {

  /** Where pages of links lie; the code follows. */
  public static final String PAGES = "/-/link/";

  /** Where QR codes of links lie; the code follows. */
  public static final String QR_CODES = "/-/qr/";

  /** Characters of a target that are shown; its full text is one hover away. */
  private static final int SHOWN = 160;

  /** The code, as people read it. */
  public String code() {
    return link.code().value();
  }

  /** The short URL, as it is pasted and scanned. */
  public String shortUrl() {
    return url.of(link.code());
  }

  /** Where this view is found. */
  public String pagePath() {
    return PAGES + PublicUrl.encode(code());
  }

  /** Where the QR code is found. */
  public String qrPath() {
    return QR_CODES + PublicUrl.encode(code());
  }

  /** What the QR code is called once downloaded. */
  public String qrFileName() {
    return code().replace('/', '-') + ".svg";
  }

  /** The title, or null. */
  public @Nullable String title() {
    return link.details().title();
  }

  /** Where the link leads. */
  public String target() {
    return link.target().value();
  }

  /** Where the link leads, cut to what fits. */
  public String targetText() {
    String target = target();
    return target.length() <= SHOWN ? target : target.substring(0, SHOWN - 1) + "…";
  }

  /** Whether a page may link to the target: http and https only. */
  public boolean isWebTarget() {
    String target = target();
    return target.regionMatches(true, 0, "https://", 0, 8)
        || target.regionMatches(true, 0, "http://", 0, 7);
  }
}
