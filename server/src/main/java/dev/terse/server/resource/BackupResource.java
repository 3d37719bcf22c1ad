package dev.terse.server.resource;

import dev.terse.core.store.Store;
import dev.terse.server.api.Answer;
import dev.terse.server.api.Call;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import java.time.InstantSource;

/** {@code /backup}: the whole store as one file. */
public final class BackupResource {
  private final Store store;
  private final InstantSource clock;

  /** Backs up {@code store}. */
  public BackupResource(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Makes a backup. */
  public Answer create(Call call) {
    Store.Backup backup = store.backup(clock.instant());
    return backup == null
        ? new Answer.Failed(Problem.of(
                ProblemType.BACKUP_ELSEWHERE,
                "The store is " + store.traits().backend() + ", whose own tools make backups.")
            .withRemedy("Use those, or copy everything into a store of rocksdb: with 'terse copy'"
                + " and back that up."))
        : new Answer.Archive(backup);
  }
}
