package dev.terse.server.malformed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a server says to some bytes, and to an honest request behind them if it leaves the
 * connection open.
 *
 * @param answers as they came, a byte a character
 * @param isHead whether the first has no body, whatever its length says
 * @param isEnded whether the server closed the connection at last
 */
record Conversation(String answers, boolean isHead, boolean isEnded) {
  private static final int PATIENCE_MILLIS = 20_000;

  private static final String FIELD = "[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\u0080-\u00ff]*\r\n";
  private static final Pattern HEAD =
      Pattern.compile("HTTP/1\\.[01] (\\d{3}) [ -~]*\r\n((?:" + FIELD + ")*)\r\n");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)\r\n");

  /** Sends {@code bytes} to {@code port}, and {@code honest} if the connection stays open. */
  static Conversation hold(int port, byte[] bytes, String honest) throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      boolean isHead = new String(bytes, ISO_8859_1).startsWith("HEAD ");
      boolean isEnded = true;
      try {
        socket.getOutputStream().write(bytes);
        readFirst(socket.getInputStream(), answers);
        socket.getOutputStream().write(honest.getBytes(ISO_8859_1));
        socket.getInputStream().transferTo(answers);
      } catch (SocketTimeoutException e) {
        isEnded = false;
      } catch (IOException reset) {
        // What was answered before has been read.
      }
      return new Conversation(answers.toString(ISO_8859_1), isHead, isEnded);
    }
  }

  /** Waits for what comes first, so that the rest does not hide why a connection is closed. */
  private static void readFirst(InputStream in, ByteArrayOutputStream answers) throws IOException {
    byte[] some = new byte[1 << 16];
    int length = in.read(some);
    if (length > 0) {
      answers.write(some, 0, length);
    }
  }

  /**
   * An answer.
   *
   * @param status its number
   * @param fields of its head, each with its line end
   */
  record Answer(int status, String fields) {}

  /** The answers one by one; throws AssertionError for what is none. */
  List<Answer> parse() {
    List<Answer> parsed = new ArrayList<>();
    int at = 0;
    while (at < answers.length()) {
      Matcher head = HEAD.matcher(answers).region(at, answers.length());
      if (!head.lookingAt()) {
        throw new AssertionError("no answer: " + answers.substring(at));
      }
      Matcher length = LENGTH.matcher(head.group(2));
      at = head.end();
      if (length.find() && !(isHead && parsed.isEmpty())) {
        at += Integer.parseInt(length.group(1));
      }
      parsed.add(new Answer(Integer.parseInt(head.group(1)), head.group(2)));
    }
    if (at != answers.length()) {
      throw new AssertionError("an answer is cut off: " + answers);
    }
    return parsed;
  }
}
