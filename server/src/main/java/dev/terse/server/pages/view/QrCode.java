package dev.terse.server.pages.view;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A QR code as an SVG image: dark on white whatever the page's colours, so that it scans.
 *
 * @param text what it reads, at most 2,331 bytes in UTF-8
 */
public record QrCode(String text) {

  /** Modules left white on each side, as ISO/IEC 18004 asks. */
  private static final int QUIET_ZONE = 4;

  /** The image. */
  public String svg() {
    io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    int side = code.size + 2 * QUIET_ZONE;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" \
        shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%3$s"/></svg>
        """.formatted(side, side * 8, path(code));
  }

  private static String path(io.nayuki.qrcodegen.QrCode code) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; ) {
        int end = x;
        while (end < code.size && code.getModule(end, y)) {
          end++;
        }
        if (end > x) {
          path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
          path.append('h').append(end - x).append("v1h-").append(end - x).append('z');
        }
        x = end + 1;
      }
    }
    return path.toString();
  }
}
