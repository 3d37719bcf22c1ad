package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The members of sorted sets, whose unsigned byte order is the order they are read in. */
final class Bytes {

  private Bytes() {}

  /** Domain, NUL, id, code: a bucket's links by domain and age. */
  static byte[] age(LinkKey key, LinkId id) {
    return join(domain(key.domain()), id.bytes(), key.code().value().getBytes(UTF_8));
  }

  /** What {@link #age} begins with for all links of {@code domain}. */
  static byte[] domain(Domain domain) {
    return (domain.host() + '\0').getBytes(UTF_8);
  }

  /** The id in what {@link #age} made. */
  static LinkId idOf(byte[] age) {
    int start = nul(age) + 1;
    return LinkId.of(Arrays.copyOfRange(age, start, start + LinkId.BYTES));
  }

  /** The key in what {@link #age} made. */
  static LinkKey keyOf(byte[] age) {
    int nul = nul(age);
    int code = nul + 1 + LinkId.BYTES;
    return new LinkKey(
        new Domain(new String(age, 0, nul, UTF_8)),
        new Code(new String(age, code, age.length - code, UTF_8)));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static int nul(byte[] age) {
    int nul = 0;
    while (age[nul] != 0) {
      nul++;
    }
    return nul;
  }
}
