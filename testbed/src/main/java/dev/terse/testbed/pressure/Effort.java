package dev.terse.testbed.pressure;

import dev.terse.testbed.outage.Subject;
import java.time.Duration;

/**
 * What an attack costs: a machine that is shared by the server, its attackers and its honest
 * clients has honest clients wait for each of them.
 *
 * @param lags how late the server's event loops were
 * @param server processor time that the server took
 * @param clients processor time that this process took
 */
record Effort(LoopLags lags, Duration server, Duration clients) {

  /** Since the processes started. */
  static Effort of(Subject subject) {
    return new Effort(
        LoopLags.of(subject.port()),
        processorTime(subject.pid()),
        processorTime(ProcessHandle.current().pid()));
  }

  /** After {@code before}. */
  Effort since(Effort before) {
    return new Effort(
        lags.since(before.lags), server.minus(before.server), clients.minus(before.clients));
  }

  private static Duration processorTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }
}
