package dev.terse.server.load;

import dev.terse.core.figure.Figure;
import java.util.List;

/**
 * All that keeps one server from taking on too much.
 *
 * @param connections counts who is connected
 * @param room memory for what they send
 * @param lag of the event loops
 * @param work beside redirects
 */
public record Pressure(Connections connections, Room room, LoopLag lag, Workload work) {

  /**
   * What a server under pressure shows, counts since its start.
   *
   * @param connections that are open
   * @param refusedConnections that were closed because there were too many
   * @param heldBytes of requests that have not arrived whole or are not answered
   * @param refusedBodies requests that found no room
   * @param lagNanos how late the latest event loop is
   * @param underWay requests of the API and for pages that are worked on
   * @param limit how many of them may be, just now
   * @param refusedApi requests of the API that were turned away
   * @param refusedPages requests for pages that were turned away
   */
  public record Readings(
      int connections,
      long refusedConnections,
      long heldBytes,
      long refusedBodies,
      long lagNanos,
      int underWay,
      int limit,
      long refusedApi,
      long refusedPages) {}

  /** What it shows now. Cheap; for any thread. */
  public Readings read() {
    return new Readings(
        connections.open(),
        connections.refused(),
        room.held(),
        room.refused(),
        lag.most().toNanos(),
        work.underWay(),
        work.limit(),
        work.refused(Kind.API),
        work.refused(Kind.PAGE));
  }

  /** The same for {@code /-/metrics}. */
  public List<Figure> figures() {
    Readings now = read();
    return List.of(
        Figure.level("connections_open", now.connections(), "Connections that are open."),
        Figure.level("connections_limit", connections.limit(), "Most connections at once."),
        Figure.count(
            "connections_refused",
            now.refusedConnections(),
            "Connections closed unanswered at a limit."),
        Figure.level(
            "request_bytes_held",
            now.heldBytes(),
            "Bytes of requests that have not arrived whole or are not answered."),
        Figure.count("request_bodies_refused", now.refusedBodies(), "Requests without room."),
        Figure.level("work_under_way", now.underWay(), "API and page requests worked on."),
        Figure.level("work_limit", now.limit(), "How many of them may be, just now."),
        Figure.count("work_refused", now.refusedApi(), "Requests turned away.").with("kind", "api"),
        Figure.count("work_refused", now.refusedPages(), "Requests turned away.")
            .with("kind", "page"));
  }
}
