package dev.terse.store.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.postgres.SharedServer;
import dev.terse.store.postgres.connect.Connections;
import dev.terse.store.postgres.connect.Options;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The layout goes from version to version, a step at a time and each step once. */
class SchemaTest {
  private static final String FIRST = "CREATE TABLE steps (n int); INSERT INTO steps VALUES (1)";
  private static final String STEP = "SELECT pg_sleep(0.05); INSERT INTO steps VALUES (1)";
  private static final String BROKEN = "INSERT INTO steps VALUES (1); SELECT 1 / 0";

  private final Options options = Options.parse(StoreUrl.parse(SharedServer.freshUrl()));

  @Test
  void settle_anOldStore_takesEachStepOnce() throws SQLException {
    settle(FIRST);
    settle(FIRST, STEP, STEP);
    settle(FIRST, STEP, STEP);
    settle(FIRST, STEP, STEP, STEP);

    assertThat(stepsTaken()).isEqualTo(4);
  }

  @Test
  void settle_onManyNodesAtOnce_takesEachStepOnce() throws SQLException {
    List<CompletableFuture<Void>> nodes = IntStream.range(0, 8)
        .mapToObj(_ -> CompletableFuture.runAsync(() -> settle(FIRST, STEP, STEP, STEP)))
        .toList();
    nodes.forEach(CompletableFuture::join);

    assertThat(stepsTaken()).isEqualTo(4);
  }

  @Test
  void settle_afterAStepFailed_goesOnThere() throws SQLException {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> settle(FIRST, STEP, BROKEN));
    assertThat(stepsTaken()).isEqualTo(2);

    settle(FIRST, STEP, STEP);

    assertThat(stepsTaken()).isEqualTo(3);
  }

  @Test
  void settle_aNewerStore_isRefusedWithWhatToDo() {
    settle(FIRST, STEP);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> settle(FIRST))
        .withMessageContaining("layout 2")
        .withMessageContaining("start the newer version")
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
  }

  private void settle(String... steps) {
    try (Connection connection = new Connections(options).open()) {
      new Schema(List.of(steps)).settle("store.open", options.schema(), connection);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private int stepsTaken() throws SQLException {
    try (Connection connection = new Connections(options).open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM steps")) {
      row.next();
      return row.getInt(1);
    }
  }
}
