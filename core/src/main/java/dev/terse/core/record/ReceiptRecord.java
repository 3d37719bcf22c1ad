package dev.terse.core.record;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.receipt.Receipt;
import org.jspecify.annotations.Nullable;

/** A receipt as it is stored. Equal receipts under one key have equal bytes. */
public final class ReceiptRecord {
  private static final int REQUEST = 1;
  private static final int DOMAIN = 2;
  private static final int CODE = 3;
  private static final int LINK = 4;
  private static final int REUSED = 5;

  private ReceiptRecord() {}

  /** The bytes to store under {@code key}. */
  public static byte[] encode(Receipt receipt, byte[] key) {
    RecordWriter writer = new RecordWriter()
        .text(REQUEST, receipt.request())
        .text(DOMAIN, receipt.key().domain().host())
        .text(CODE, receipt.key().code().value())
        .bytes(LINK, receipt.link().bytes());
    if (receipt.reused()) {
      writer.number(REUSED, 1);
    }
    return writer.seal(key);
  }

  /** Reads what {@link #encode} wrote under {@code key}. */
  public static Receipt decode(byte[] key, byte[] bytes) {
    RecordReader reader = new RecordReader("receipt", key, bytes);
    return reader.make(() -> read(reader));
  }

  private static Receipt read(RecordReader reader) {
    @Nullable String request = null;
    @Nullable String domain = null;
    @Nullable String code = null;
    @Nullable LinkId link = null;
    boolean reused = false;
    while (reader.next()) {
      switch (reader.tag()) {
        case REQUEST -> request = reader.text();
        case DOMAIN -> domain = reader.text();
        case CODE -> code = reader.text();
        case LINK -> link = reader.id();
        case REUSED -> reused = reader.number() != 0;
        default -> {
          // A later version's field: a receipt is replaced as a whole or not at all.
        }
      }
    }
    if (request == null || domain == null || code == null || link == null) {
      throw reader.damaged();
    }
    return new Receipt(request, new LinkKey(new Domain(domain), new Code(code)), link, reused);
  }
}
