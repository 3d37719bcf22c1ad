package dev.terse.app;

import dev.terse.app.terminal.Session;
import dev.terse.app.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server on a store that is gone afterwards, and the requests that it gets most. Run once when
 * the artifact is built, under Java's {@code -XX:AOTCacheOutput} (JEP 514), so that later starts
 * find ready what this one loaded; it therefore asks with as few classes as it can. Ends with
 * status 0 if all of it worked.
 */
final class Rehearsal {
  private static final int READY_TRIES = 1_200;
  private static final long READY_PAUSE_MILLIS = 100;
  private static final int FOLLOWED = 100;
  private static final String LINKS = "/-/api/v1/links";

  private final String server;

  private Rehearsal(String server) {
    this.server = server;
  }

  /** Plays the rehearsal; takes no arguments. */
  public static void main(String[] args) throws Exception {
    String address = "127.0.0.1:" + freePort();
    Thread.ofPlatform()
        .daemon()
        .start(() -> run("serve", "--demo", "--server.listen", address, "--log.level", "warn"));
    try {
      new Rehearsal("http://" + address).play();
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    // The server, which has its own hook, stops as on SIGTERM.
    System.exit(0);
  }

  private void play() throws IOException, InterruptedException {
    awaitReady();
    ask("POST", LINKS, "{\"target\":\"https://example.com/a?b#c\",\"code\":\"rehearsal\"}", 201);
    ask("POST", LINKS, "{\"target\":\"https://example.com/another\"}", 201);
    for (int i = 0; i < FOLLOWED; i++) {
      get("/rehearsal", 302);
    }
    get("/no-such-link", 404);
    get("/", 200);
    get("/-/link/rehearsal", 200);
    get(LINKS, 200);
    get(LINKS + "/rehearsal", 200);
    ask("DELETE", LINKS + "/rehearsal", null, 204);
  }

  /** A busy machine may refuse, or take longer to ask its store than health checks wait. */
  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      try {
        get("/-/health/ready", 200);
        return;
      } catch (IOException e) {
        if (i == READY_TRIES) {
          throw e;
        }
        Thread.sleep(READY_PAUSE_MILLIS);
      }
    }
  }

  private void get(String path, int expected) throws IOException {
    ask("GET", path, null, expected);
  }

  private void ask(String method, String path, @Nullable String body, int expected)
      throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(server + path).toURL().openConnection();
    request.setInstanceFollowRedirects(false);
    request.setRequestMethod(method);
    if (body != null) {
      request.setDoOutput(true);
      request.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = request.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = request.getResponseCode();
    if (status != expected) {
      throw new IOException(method + " " + path + " was answered " + status);
    }
    try (InputStream in = status < 400 ? request.getInputStream() : request.getErrorStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void run(String... words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Session session = new Session(
        Map.of(),
        Path.of(System.getProperty("java.io.tmpdir")),
        new Terminal(nowhere, System.err, false, false, false, 100),
        "rehearsal");
    Main.run(session, words);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
