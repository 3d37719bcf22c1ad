package dev.terse.core.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small facts about the whole store that every node must agree on, such as its code space. */
public interface SettingStore {

  /** The value of {@code name}, or null. */
  @Nullable
  String find(String name);

  /** Puts {@code value} if {@code name} has none, and returns the value it has then. */
  String putIfAbsent(String name, String value);

  /** Puts {@code value} if {@code name} has {@code expected}, and tells whether it had. */
  boolean replace(String name, String expected, String value);

  /** All values by name. They are few. */
  Map<String, String> list();
}
