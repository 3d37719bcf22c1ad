package dev.terse.core.store;

import dev.terse.core.access.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys by id. */
public interface ApiKeyStore {

  /** Puts {@code key} if its id is free, and tells whether it was. */
  boolean create(ApiKey key);

  /** The key of that id, or null. */
  @Nullable
  ApiKey find(String id);

  /** All keys, oldest first. They are few: made by hand. */
  List<ApiKey> list();

  /** Deletes the key of that id and tells whether there was one. */
  boolean delete(String id);
}
