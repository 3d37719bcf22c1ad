package dev.terse.server.pages.view;

import org.jspecify.annotations.Nullable;

/**
 * The form that shortens, as it is shown: what was entered, and what is wrong with it.
 *
 * @param prefix what stands before a code in a short link
 * @param input what was entered
 * @param faulty the field that {@code fault} speaks of, or null if nothing is wrong
 * @param fault what is wrong and what to do; empty if nothing is
 */
public record FormView(String prefix, Input input, @Nullable Field faulty, String fault) {

  /** What was entered; a field left alone is empty. */
  public record Input(String url, String code, String title) {

    /** Nothing entered. */
    public static final Input NONE = new Input("", "", "");
  }

  /** Where a fault is shown. */
  public enum Field {
    /** Beside the URL. */
    URL,
    /** Beside the code. */
    CODE,
    /** Beside the title. */
    TITLE,
    /** Above the form: it is nobody's input that is wrong. */
    FORM
  }

  /** An untouched form. */
  public static FormView empty(String prefix) {
    return new FormView(prefix, Input.NONE, null, "");
  }

  /** The same input, with {@code text} as what is wrong with {@code field}. */
  public FormView faulty(Field field, String text) {
    return new FormView(prefix, input, field, text);
  }

  /** Whether something is wrong. */
  public boolean isFaulty() {
    return faulty != null;
  }

  /** Whether something is wrong with {@code field}. */
  public boolean hasFault(Field field) {
    return faulty == field;
  }

  /** Whether the optional fields are unfolded: something stands there, or is wrong there. */
  public boolean showsOptions() {
    return !input.code().isEmpty() || !input.title().isEmpty();
  }
}
