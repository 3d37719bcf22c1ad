package dev.terse.store.cassandra.paxos;

import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

/** How a transaction ended. */
public sealed interface Outcome {

  /** It was applied. */
  record Applied() implements Outcome {}

  /** It was not applied and never will be; {@code row} is what stands there instead. */
  record Refused(@Nullable Row row) implements Outcome {}

  /** What it may have written has been written over: nobody can know any more. */
  record Lost(@Nullable Row row) implements Outcome {}
}
