package dev.terse.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import dev.terse.core.record.ApiKeyRecord;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.ReceiptRecord;
import dev.terse.core.record.RecordException;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.url.ParsedUrl;
import dev.terse.core.url.UrlParser;
import dev.terse.server.origin.AddressRange;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.wire.PlainGet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/** A parser, what must hold of it for any bytes, and some that it reads. */
enum FuzzTarget {
  /** What a URL is written as is read as the same. */
  URL("https://user@example.com:8080/a/../b?c#d", "http://[::ffff:1.2.3.4]/", "http://0x7f.1/é") {
    @Override
    void run(byte[] bytes) {
      if (UrlParser.parse(text(bytes)) instanceof ParsedUrl.Read(var url)) {
        boolean same = UrlParser.parse(url.href()) instanceof ParsedUrl.Read(var again)
            && again.href().equals(url.href());
        require(same, "read again otherwise: " + url.href());
      }
    }
  },
  /** A target that is stored can be sent in a header, and is judged the same again. */
  TARGET("https://example.com/a b?c#d", "HTTPS://EXAMPLE.com\\x", "https://bücher.example/ü") {
    @Override
    void run(byte[] bytes) {
      if (TargetPolicy.DEFAULT.judge(text(bytes)) instanceof Parsed.Valid<Target>(Target target)) {
        require(target.value().matches("(?i)https?:[!-~]+"), "not for a header: " + target);
        require(
            TargetPolicy.DEFAULT.judge(target.value()).equals(new Parsed.Valid<>(target)),
            "judged otherwise: " + target);
      }
    }
  },
  /** A code that is read is found under the path that is made of it. */
  CODE("go", "a/b", "日本/🙂", "..a", "x~y") {
    @Override
    void run(byte[] bytes) {
      if (Code.parse(text(bytes)) instanceof Parsed.Valid<Code>(Code code)) {
        LinkKey found = LinkPath.key("/" + PublicUrl.encode(code.value()));
        require(LinkKey.of(code).equals(found), "not under its path: " + code);
        require(LinkKey.of(LinkKey.of(code).bytes()).equals(found), "not by its bytes: " + code);
      }
    }
  },
  /** A path names a link or none. */
  PATH("/go", "/%67%6F", "/a%2Fb", "/%c0%af", "/../x", "/%") {
    @Override
    void run(byte[] bytes) {
      LinkKey key = LinkPath.key("/" + new String(bytes, ISO_8859_1));
      require(
          key == null || Code.parse(key.code().value()) instanceof Parsed.Valid,
          "a path of no code: " + key);
    }
  },
  /** What is recognised early is a path and nothing else. */
  PLAIN_GET("GET /go?x HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n") {
    @Override
    void run(byte[] bytes) {
      int end = PlainGet.pathEnd(bytes, bytes.length);
      String path = new String(bytes, 0, Math.max(0, end), ISO_8859_1);
      require(end < 0 || path.matches("GET /[A-Za-z0-9._~/-]*"), "a path of other bytes: " + path);
    }
  },
  /** Bytes under a right checksum are a link or damaged. */
  LINK_RECORD(
      "\1\1\20aaaaaaaaaaaaaaaa\2\12https://a/\3\1\1\4\1\1\5\1\1",
      "\1\1\20aaaaaaaaaaaaaaaa\2\12https://a/\3\1\1\4\1\1",
      "\1\1\20aaaaaaaaaaaaaaaa\2\3a\nb\3\1\1\4\1\1\5\1\1") {
    @Override
    void run(byte[] bytes) {
      decode(bytes, (key, whole) -> LinkRecord.decode(KEY, key, whole));
    }
  },
  /** Bytes under a right checksum are the id of a deleted link or damaged. */
  TOMBSTONE_RECORD("\1\1\20aaaaaaaaaaaaaaaa") {
    @Override
    void run(byte[] bytes) {
      decode(bytes, (key, whole) -> LinkRecord.buried(KEY, key, whole));
    }
  },
  /** Bytes under a right checksum are an API key or damaged. */
  API_KEY_RECORD("\1\1\1n\2\2aa\3\12links:read\4\1\1", "\1\1\1\n\2\2aa\4\1\1") {
    @Override
    void run(byte[] bytes) {
      decode(bytes, (key, whole) -> ApiKeyRecord.decode("id", key, whole));
    }
  },
  /** Bytes under a right checksum are a receipt or damaged. */
  RECEIPT_RECORD(
      "\1\1\2aa\2\0\3\2go\4\20aaaaaaaaaaaaaaaa\5\1\1", "\1\1\2aa\2\0\3\1?\4\20aaaaaaaaaaaaaaaa") {
    @Override
    void run(byte[] bytes) {
      decode(bytes, ReceiptRecord::decode);
    }
  },
  /** A store's URL is one or is refused, and shows no password. */
  STORE_URL("postgresql://u:p%40ss@a:1,[::1]:2/db?x=1", "rocksdb:data", "redis://:p@a") {
    @Override
    void run(byte[] bytes) {
      try {
        StoreUrl url = StoreUrl.parse(text(bytes));
        require(!url.toString().isEmpty(), "shows nothing");
        require(!NetworkUrl.parse(url, 1, Set.of("x")).hosts().isEmpty(), "no host");
      } catch (IllegalArgumentException refused) {
        require(refused.getMessage() != null, "refused without a word");
      }
    }
  },
  /** A range of addresses is one or is refused. */
  ADDRESS_RANGE("10.0.0.0/8", "::1", "fe80::/10") {
    @Override
    void run(byte[] bytes) {
      try {
        AddressRange range = AddressRange.parse(text(bytes));
        require(range.contains(range.network()), "is not in itself: " + range);
      } catch (IllegalArgumentException refused) {
        require(refused.getMessage() != null, "refused without a word");
      }
    }
  },
  /** A configuration is read or its faults are told. */
  SETTINGS("server:\n  listen: a:1\n  url: &x [1, {a: b}]\ncodes: *x\n", "a: !!binary x") {
    @Override
    void run(byte[] bytes) {
      try {
        Path file = Files.write(SETTINGS_FILE, bytes);
        new SettingsLoader(List.of()).load(new Sources(Map.of(), List.of(), Map.of(), file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  private static final LinkKey KEY = LinkKey.of(new Code("fuzz"));
  private static final Path SETTINGS_FILE = temporary();

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so.
  private final List<String> seeds;

  FuzzTarget(String... seeds) {
    this.seeds = List.of(seeds);
  }

  /** Throws what is no outcome of the parser's, or AssertionError if what must hold does not. */
  abstract void run(byte[] bytes);

  /** Bytes to begin with. */
  List<byte[]> seeds() {
    return seeds.stream().map(seed -> seed.getBytes(UTF_8)).toList();
  }

  @FunctionalInterface
  private interface Decoder {
    Object decode(byte[] key, byte[] bytes);
  }

  /** Decodes the bytes as they are, and under a right checksum. */
  private static void decode(byte[] bytes, Decoder decoder) {
    byte[] key = KEY.bytes();
    CRC32C checksum = new CRC32C();
    checksum.update(key);
    checksum.update(bytes);
    byte[] whole = ByteBuffer.allocate(bytes.length + Integer.BYTES)
        .put(bytes)
        .putInt((int) checksum.getValue())
        .array();
    for (byte[] record : List.of(bytes, whole)) {
      try {
        require(decoder.decode(key, record).toString() != null, "nothing");
      } catch (RecordException damaged) {
        require(damaged.getMessage() != null, "damaged without a word");
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("fuzz", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
