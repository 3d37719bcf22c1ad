package dev.terse.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was found in the store of another shortener; nothing of it has been judged. */
public sealed interface Found {

  /**
   * A link.
   *
   * @param code the code
   * @param target where it leads, as text
   * @param created when it was made, or null if that is not known
   * @param isPreferred whether this is the code that its target gets, should there be several
   */
  record Link(String code, String target, @Nullable Instant created, boolean isPreferred)
      implements Found {}

  /**
   * Something that holds no link and should.
   *
   * @param record its name
   * @param reason why not
   */
  record Unreadable(String record, String reason) implements Found {}
}
