package dev.terse.store.cassandra.paxos;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lightweight transaction on one row. What it writes must be told from what any other writes, and
 * its condition must never hold again once it was applied: then it may be sent twice.
 *
 * @param write the conditional write
 * @param read the same row
 * @param judge what the row tells of {@code write}; null for no row
 */
public record Transaction(
    BoundStatement write, BoundStatement read, Function<@Nullable Row, Verdict> judge) {}
