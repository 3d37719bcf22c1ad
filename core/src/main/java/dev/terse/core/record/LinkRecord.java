package dev.terse.core.record;

import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link as it is stored, together with the fields that a later version wrote and this one does not
 * know: they survive each change. Tags are given once and never reused.
 */
public final class LinkRecord {
  private static final int ID = 1;
  private static final int TARGET = 2;
  private static final int CREATED = 3;
  private static final int CHANGED = 4;
  private static final int VERSION = 5;
  private static final int CREATOR = 6;
  private static final int TITLE = 7;
  private static final int NOTE = 8;
  private static final int STATUS = 9;
  private static final byte[] NO_FIELDS = {};

  private final Link link;
  private final byte[] unknown;

  private LinkRecord(Link link, byte[] unknown) {
    this.link = link;
    this.unknown = unknown;
  }

  /** The record of a new link. */
  public static LinkRecord of(Link link) {
    return new LinkRecord(link, NO_FIELDS);
  }

  /** The link. */
  public Link link() {
    return link;
  }

  /** This record with {@code changed} in place of its link. */
  public LinkRecord with(Link changed) {
    return new LinkRecord(changed, unknown);
  }

  /** The bytes to store under {@code key}, for which {@link LinkKey#bytes()} will do. */
  public byte[] encode(byte[] key) {
    RecordWriter writer = new RecordWriter()
        .bytes(ID, link.id().bytes())
        .text(TARGET, link.target().value())
        .number(CREATED, link.history().created().toEpochMilli())
        .number(CHANGED, link.history().changed().toEpochMilli())
        .number(VERSION, link.history().version());
    text(writer, CREATOR, link.history().creator());
    text(writer, TITLE, link.details().title());
    text(writer, NOTE, link.details().note());
    RedirectStatus status = link.details().status();
    if (status != null) {
      writer.number(STATUS, status.number());
    }
    return writer.fields(unknown).seal(key);
  }

  /** Reads what {@link #encode} wrote under {@code key}. */
  public static LinkRecord decode(LinkKey linkKey, byte[] key, byte[] bytes) {
    RecordReader reader = new RecordReader("link " + linkKey, key, bytes);
    return reader.make(() -> {
      Fields fields = new Fields();
      while (reader.next()) {
        fields.take(reader);
      }
      return fields.record(linkKey, reader);
    });
  }

  /** What is left under {@code key} of a deleted link. */
  public static byte[] tombstone(byte[] key, LinkId id) {
    return new RecordWriter().bytes(ID, id.bytes()).seal(key);
  }

  /** The id in what {@link #tombstone} wrote under {@code key}. */
  public static LinkId buried(LinkKey linkKey, byte[] key, byte[] bytes) {
    RecordReader reader = new RecordReader("tombstone " + linkKey, key, bytes);
    while (reader.next()) {
      if (reader.tag() == ID) {
        return reader.id();
      }
    }
    throw reader.damaged();
  }

  private static void text(RecordWriter writer, int tag, @Nullable String value) {
    if (value != null) {
      writer.text(tag, value);
    }
  }

  /** What has been read so far. */
  private static final class Fields {
    private @Nullable LinkId id;
    private @Nullable String target;
    private long created;
    private long changed;
    private long version;
    private @Nullable String creator;
    private @Nullable String title;
    private @Nullable String note;
    private @Nullable RedirectStatus status;
    private byte[] unknown = NO_FIELDS;

    void take(RecordReader field) {
      switch (field.tag()) {
        case ID -> id = field.id();
        case TARGET -> target = field.text();
        case CREATED -> created = field.number();
        case CHANGED -> changed = field.number();
        case VERSION -> version = field.number();
        case CREATOR -> creator = field.text();
        case TITLE -> title = field.text();
        case NOTE -> note = field.text();
        case STATUS -> status = RedirectStatus.of((int) field.number());
        default -> keep(field.field());
      }
    }

    LinkRecord record(LinkKey key, RecordReader reader) {
      if (id == null || target == null) {
        throw reader.damaged();
      }
      Link link = new Link(
          id,
          key,
          new Target(target),
          new LinkDetails(title, note, status),
          new History(
              Instant.ofEpochMilli(created), Instant.ofEpochMilli(changed), creator, version));
      return new LinkRecord(link, unknown);
    }

    private void keep(byte[] field) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(unknown);
      all.writeBytes(field);
      unknown = all.toByteArray();
    }
  }
}
