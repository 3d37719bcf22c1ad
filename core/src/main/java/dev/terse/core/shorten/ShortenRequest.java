package dev.terse.core.shorten;

import dev.terse.core.access.SecretHash;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.LinkDetails;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants shortened, as they sent it.
 *
 * @param target where the link shall lead
 * @param code the code they chose, or null to have one drawn
 * @param generator which generator draws, or null for the configured one
 * @param details what they say about the link
 * @param reuse true to get a link that already leads there (with a chosen code: only the link that
 *     has it), false for one of its own, null for what the configuration says; a deterministic
 *     generator reuses always, a private one never
 * @param creator name of the API key, or null
 */
public record ShortenRequest(
    String target,
    @Nullable String code,
    @Nullable GeneratorName generator,
    LinkDetails details,
    @Nullable Boolean reuse,
    @Nullable String creator) {

  /** A request for a drawn code and nothing else. */
  public static ShortenRequest of(String target) {
    return new ShortenRequest(target, null, null, LinkDetails.NONE, null, null);
  }

  /** A digest of all that is asked, by whomever: equal requests have equal ones. */
  String digest() {
    StringBuilder all = new StringBuilder();
    for (Object part : Arrays.asList(
        target, code, generator, details.title(), details.note(), details.status(), reuse)) {
      String text = String.valueOf(part);
      all.append(part == null ? "-" : text.length() + ":" + text).append(' ');
    }
    return SecretHash.of(all.toString()).hex();
  }

  /** The same request, asking for the link that exists if one does. */
  public ShortenRequest reusing() {
    return new ShortenRequest(target, code, generator, details, true, creator);
  }

  /** The same request, made by the API key of that name, or by nobody for null. */
  public ShortenRequest by(@Nullable String name) {
    return new ShortenRequest(target, code, generator, details, reuse, name);
  }

  /** The same request with a chosen code. */
  public ShortenRequest withCode(String chosen) {
    return new ShortenRequest(target, chosen, generator, details, reuse, creator);
  }
}
