package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.Wire.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ancestors' example files, asked what was once recorded of the ancestors themselves. */
@Tag("slow")
final class ExamplesIT {
  private static final String S_TYPE = "text/html; charset=utf-8";

  @TempDir
  Path directory;

  @Test
  void s_askedAsItsClientsAsk_answersAsItDid() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory, "--config", example("s.yaml"))) {
      Wire wire = new Wire(server);
      assertThat(wire.form("/get", "")).isEqualTo(s("[\"failure\", \"No url sent\"]"));
      assertThat(wire.form("/get", "url=")).isEqualTo(s("[\"failure\", \"No url sent\"]"));
      assertThat(wire.json("/get", "{\"url\": \"http://www.example.com/\"}"))
          .isEqualTo(s("[\"failure\", \"No url sent\"]"));
      assertThat(wire.form("/get", "url=notaurl"))
          .isEqualTo(s("[\"failure\", \"Url does not seem to be valid\"]"));
      assertThat(wire.form("/get", "url=" + longUrl(2_001)))
          .isEqualTo(s("[\"failure\", \"Url length not accepted\"]"));
      assertThat(wire.form("/get", "url=http://www.example.com/"))
          .isEqualTo(s("[\"success\", \"http://your.domain/a\"]"));
      assertThat(wire.form("/get", "url=http://www.example.com/2"))
          .isEqualTo(s("[\"success\", \"http://your.domain/b\"]"));
      assertThat(wire.form("/get", "url=http://www.example.com/"))
          .isEqualTo(s("[\"success\", \"http://your.domain/a\"]"));
      assertThat(wire.form("/get", "url=" + longUrl(2_000)))
          .isEqualTo(s("[\"success\", \"http://your.domain/c\"]"));
      assertThat(wire.get("/a").status()).isEqualTo(301);
      assertThat(wire.get("/a").location()).isEqualTo("http://www.example.com/");
      assertThat(wire.method("HEAD", "/b").location()).isEqualTo("http://www.example.com/2");
      for (String unknown : new String[] {"/", "/zzz", "/get", "/a/", "/a/b", "/counter", "/A"}) {
        assertThat(wire.get(unknown).status()).as(unknown).isEqualTo(404);
      }
      assertThat(wire.method("POST", "/a").status()).isEqualTo(405);
      assertThat(wire.method("DELETE", "/get").status()).isEqualTo(405);
    }
  }

  @Test
  void s_restarted_goesOnWhereItStood() throws Exception {
    String[] flags = {"--config", example("s.yaml")};
    try (TerseProcess server = TerseProcess.start(directory, flags)) {
      assertThat(new Wire(server).form("/get", "url=http://www.example.com/").body())
          .isEqualTo("[\"success\", \"http://your.domain/a\"]");
    }
    try (TerseProcess server =
        TerseProcess.start(directory, "--config", example("s.yaml"), "--codes.max-length", "4")) {
      Wire wire = new Wire(server);
      assertThat(wire.get("/a").location()).isEqualTo("http://www.example.com/");
      assertThat(wire.form("/get", "url=http://www.example.com/").body())
          .isEqualTo("[\"success\", \"http://your.domain/a\"]");
      assertThat(wire.form("/get", "url=http://www.example.com/b").body())
          .isEqualTo("[\"success\", \"http://your.domain/b\"]");
    }
  }

  @Test
  void flaskDemo_askedAsItsClientsAsk_answersAsItDid() throws Exception {
    try (TerseProcess server =
        TerseProcess.start(directory, "--config", example("flask-demo.yaml"))) {
      Wire wire = new Wire(server);
      Answer google = flask(200, "{\"shortened_url\": \"172.17.0.2:5000/_5CCH-6ysCoz\"}\n");
      assertThat(wire.form("/shorten_url", "url=http://www.google.com/")).isEqualTo(google);
      assertThat(wire.form("/shorten_url?url=http://www.google.com/", "")).isEqualTo(google);
      assertThat(wire.json("/shorten_url", "{\"url\": \"http://www.google.com/\"}"))
          .isEqualTo(google);
      assertThat(wire.form("/shorten_url", "url=http://www.bbc.com/").body())
          .isEqualTo("{\"shortened_url\": \"172.17.0.2:5000/G2Wv7lU6QLD_\"}\n");
      assertThat(wire.form("/shorten_url", "url=http://www.example.com/q").body())
          .isEqualTo("{\"shortened_url\": \"172.17.0.2:5000/KNGtylzc_YLk\"}\n");
      assertThat(wire.form("/shorten_url", ""))
          .isEqualTo(flask(400, "\"Please provide a url to be shortened, in the field 'url'\"\n"));
      Answer invalid = flask(
          400,
          "\"Invalid url provided. Requires scheme ('http://', 'https://', etc) at the start"
              + " and a '.<something>' too\"\n");
      assertThat(wire.form("/shorten_url", "url=www.google.com")).isEqualTo(invalid);
      assertThat(wire.form("/shorten_url", "url=http://localhost/")).isEqualTo(invalid);
      Answer malformed = wire.json("/shorten_url", "{");
      assertThat(malformed.status()).isEqualTo(400);
      assertThat(malformed.body()).startsWith("{\"message\": \"").endsWith("\"}\n");
      assertThat(wire.get("/_5CCH-6ysCoz").status()).isEqualTo(302);
      assertThat(wire.get("/_5CCH-6ysCoz").location()).isEqualTo("http://www.google.com/");
      assertThat(wire.get("/unknown").status()).isEqualTo(400);
      assertThat(wire.get("/unknown").body()).isEqualTo("Shortened URL not valid");
      assertThat(wire.get("/unknown").type()).startsWith("text/html");
      assertThat(wire.get("/shorten_url").body()).isEqualTo("Shortened URL not valid");
      assertThat(wire.get("/").status()).isEqualTo(200);
      assertThat(wire.get("/").body()).contains("POST /shorten_url");
      assertThat(wire.get("/a/b").status()).isEqualTo(404);
      assertThat(wire.method("POST", "/x").status()).isEqualTo(405);
      assertThat(wire.method("DELETE", "/shorten_url").status()).isEqualTo(405);
      assertThat(wire.method("OPTIONS", "/x").status()).isEqualTo(200);
    }
  }

  private static Answer s(String body) {
    return new Answer(200, S_TYPE, "", body);
  }

  private static Answer flask(int status, String body) {
    return new Answer(status, "application/json", "", body);
  }

  private static String longUrl(int length) {
    String start = "http://www.example.com/";
    return start + "x".repeat(length - start.length());
  }

  private static String example(String name) {
    return TerseProcess.ROOT.resolve("examples").resolve(name).toString();
  }
}
