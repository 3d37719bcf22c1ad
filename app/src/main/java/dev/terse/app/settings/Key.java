package dev.terse.app.settings;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A setting that may be given.
 *
 * @param name dotted, such as {@code server.listen}
 * @param byDefault its text when nobody gives it
 * @param about a sentence or two for the reference; may hold Markdown
 * @param reader makes the value of the text; throws IllegalArgumentException with a message that
 *     says what is wrong and how it should look
 * @param mask what of the text may be shown
 */
public record Key<T>(
    String name,
    String byDefault,
    String about,
    Function<String, T> reader,
    UnaryOperator<String> mask) {

  /** Whatever hides some of this hides a secret. */
  private static final String URL_WITH_PASSWORD = "scheme://user:password@host";

  /** A setting whose text may be shown. */
  public Key(String name, String byDefault, String about, Function<String, T> reader) {
    this(name, byDefault, about, reader, UnaryOperator.identity());
  }

  /** The same setting with a text that nobody may see. */
  public Key<T> secret() {
    return new Key<>(name, byDefault, about, reader, text -> text.isEmpty() ? "" : "***");
  }

  /** Whether the environment may also name a file that holds the text. */
  public boolean isSecret() {
    return !mask.apply(URL_WITH_PASSWORD).equals(URL_WITH_PASSWORD);
  }

  /** The flag that gives it: {@code --server.listen}. */
  public String flag() {
    return "--" + name;
  }

  /** The environment variable that gives it: {@code TERSE_SERVER_LISTEN}. */
  public String variable() {
    return "TERSE_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
