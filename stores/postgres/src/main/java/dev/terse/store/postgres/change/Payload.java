package dev.terse.store.postgres.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The text of a notification: the sender's name, then a line for each key with its domain, a slash
 * and its code. A domain has no slash and a code no line feed. A key takes at most 773 bytes: a
 * host's 253, a port's 6, and 128 characters of four bytes.
 */
final class Payload {
  /** PostgreSQL wants less than 8,000. */
  static final int MAX_BYTES = 7_900;

  private Payload() {}

  /** As many texts as it takes. */
  static List<String> of(String node, Collection<LinkKey> keys) {
    List<String> payloads = new ArrayList<>();
    StringBuilder text = new StringBuilder(node);
    int size = node.length();
    for (LinkKey key : keys) {
      String line = "\n" + key.domain().host() + "/" + key.code().value();
      int bytes = line.getBytes(UTF_8).length;
      if (size + bytes > MAX_BYTES && text.length() > node.length()) {
        payloads.add(text.toString());
        text.setLength(node.length());
        size = node.length();
      }
      text.append(line);
      size += bytes;
    }
    payloads.add(text.toString());
    return payloads;
  }

  /** The keys in {@code payload}; none if {@code node} sent it, or something else than a node. */
  static List<LinkKey> keys(String node, String payload) {
    List<LinkKey> keys = new ArrayList<>();
    String[] lines = payload.split("\n", -1);
    for (int i = 1; i < lines.length && !lines[0].equals(node); i++) {
      int slash = lines[i].indexOf('/');
      if (slash >= 0) {
        try {
          keys.add(new LinkKey(
              new Domain(lines[i].substring(0, slash)), new Code(lines[i].substring(slash + 1))));
        } catch (IllegalArgumentException _) {
          // Anybody may notify: what names no link concerns none.
        }
      }
    }
    return keys;
  }
}
