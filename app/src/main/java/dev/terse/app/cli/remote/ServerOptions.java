package dev.terse.app.cli.remote;

import dev.terse.app.terminal.Session;
import dev.terse.client.TerseClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server to ask, and with which key. */
public final class ServerOptions {
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

  private final Session session;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server to ask; else $TERSE_SERVER, else " + DEFAULT_SERVER + ".")
  private @Nullable String server;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The API key; else $TERSE_API_KEY, else what the file $TERSE_API_KEY_FILE holds."
              + " Other users of this machine can see flags.")
  private @Nullable String key;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** Options of a command in {@code session}. */
  public ServerOptions(Session session) {
    this.session = session;
  }

  /** Whether to print JSON. */
  public boolean json() {
    return json;
  }

  TerseClient client() {
    return client(TerseClient.DEFAULT_TIMEOUT);
  }

  TerseClient client(Duration timeout) {
    return client(uri(), timeout);
  }

  private TerseClient client(URI address, Duration timeout) {
    String secret = key();
    if (secret != null && !secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new ParameterException(
          spec.commandLine(), "the API key has a character that no key has: copy it again");
    }
    return new TerseClient(address, secret, timeout);
  }

  /** Whether a server is named, here or in the environment. */
  public boolean isNamed() {
    return server != null || session.variables().containsKey("TERSE_SERVER");
  }

  /** Has {@code address} asked, if no server is named. */
  public TerseClient client(URI address) {
    return client(isNamed() ? uri() : address, TerseClient.DEFAULT_TIMEOUT);
  }

  private URI uri() {
    String text =
        server == null ? session.variables().getOrDefault("TERSE_SERVER", DEFAULT_SERVER) : server;
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new ParameterException(spec.commandLine(), notAServer(text), e);
    }
    throw new ParameterException(spec.commandLine(), notAServer(text));
  }

  private static String notAServer(String text) {
    return "'" + text + "' names no server: write a URL such as " + DEFAULT_SERVER;
  }

  private @Nullable String key() {
    if (key != null) {
      return key;
    }
    String file = session.variables().get("TERSE_API_KEY_FILE");
    if (file == null || session.variables().containsKey("TERSE_API_KEY")) {
      return session.variables().get("TERSE_API_KEY");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read the API key from " + file + " ($TERSE_API_KEY_FILE)", e);
    }
  }
}
