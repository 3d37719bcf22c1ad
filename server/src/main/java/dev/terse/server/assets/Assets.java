package dev.terse.server.assets;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files that pages refer to, read once from the class path. A file's path holds a digest of its
 * content, so browsers may keep it for ever. Immutable.
 */
public final class Assets {

  /** Where assets lie. */
  public static final String ROOT = "/-/assets/";

  private static final List<Kind> KINDS = List.of(
      new Kind("terse.css", "text/css; charset=utf-8"),
      new Kind("terse.js", "text/javascript; charset=utf-8"),
      new Kind("icon.svg", "image/svg+xml"),
      new Kind("favicon.ico", "image/x-icon"));

  private final Map<String, Asset> byName = new HashMap<>();
  private final Map<String, Asset> byPath = new HashMap<>();

  /** Reads all assets; throws if the build left one out. */
  public Assets() {
    for (Kind kind : KINDS) {
      Asset asset = read(kind);
      byName.put(kind.name(), asset);
      byPath.put(asset.path(), asset);
    }
  }

  /**
   * A file as it is served.
   *
   * @param path where, with a digest of the content in it
   * @param type its media type
   * @param content its bytes
   */
  public record Asset(String path, String type, Buffer content) {}

  private record Kind(String name, String type) {}

  /** The asset called {@code name}; throws if there is none. */
  public Asset get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  /** The asset at {@code path}, or null. */
  public @Nullable Asset find(String path) {
    return byPath.get(path);
  }

  private static Asset read(Kind kind) {
    try (InputStream file = Assets.class.getResourceAsStream(kind.name())) {
      byte[] content = Objects.requireNonNull(file, kind.name()).readAllBytes();
      return new Asset(path(kind.name(), content), kind.type(), Buffer.buffer(content));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read asset " + kind.name(), e);
    }
  }

  private static String path(String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String version = HexFormat.of().formatHex(digest, 0, 8);
      int dot = name.lastIndexOf('.');
      return ROOT + name.substring(0, dot) + "-" + version + name.substring(dot);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
