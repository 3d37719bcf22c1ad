package dev.terse.core.record;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API key as it is stored. A scope that this version does not know allows nothing. */
public final class ApiKeyRecord {
  private static final int NAME = 1;
  private static final int HASH = 2;
  private static final int SCOPE = 3;
  private static final int CREATED = 4;

  private ApiKeyRecord() {}

  /** The bytes to store under {@code key}. */
  public static byte[] encode(ApiKey apiKey, byte[] key) {
    RecordWriter writer = new RecordWriter()
        .text(NAME, apiKey.name())
        .text(HASH, apiKey.hash().hex())
        .number(CREATED, apiKey.created().toEpochMilli());
    for (Scope scope : apiKey.scopes()) {
      writer.text(SCOPE, scope.text());
    }
    return writer.seal(key);
  }

  /** Reads what {@link #encode} wrote under {@code key}. */
  public static ApiKey decode(String id, byte[] key, byte[] bytes) {
    RecordReader reader = new RecordReader("API key " + id, key, bytes);
    return reader.make(() -> read(id, reader));
  }

  private static ApiKey read(String id, RecordReader reader) {
    @Nullable String name = null;
    @Nullable String hash = null;
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    long created = 0;
    while (reader.next()) {
      switch (reader.tag()) {
        case NAME -> name = reader.text();
        case HASH -> hash = reader.text();
        case CREATED -> created = reader.number();
        case SCOPE -> {
          Scope scope = Scope.of(reader.text());
          if (scope != null) {
            scopes.add(scope);
          }
        }
        default -> {
          // A later version's field: API keys are never changed, so nothing can lose it.
        }
      }
    }
    if (name == null || hash == null) {
      throw reader.damaged();
    }
    return new ApiKey(id, name, new SecretHash(hash), scopes, Instant.ofEpochMilli(created));
  }
}
