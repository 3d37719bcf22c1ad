package dev.terse.store.postgres.create;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.store.postgres.change.Changes;
import dev.terse.store.postgres.link.LinkBatch;
import dev.terse.store.postgres.link.LinkBatch.Aim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Submissions that are decided together, as if one after another in their order. Used by one
 * thread.
 *
 * <p>What is stored answers most of them. Two of one batch can be in each other's way: a later one
 * may want the key of an earlier one, or reuse a link that an earlier one only makes now. The
 * earlier one is inserted; the later one learns from what became of it, or waits for the next batch
 * if that leaves it open.
 */
final class Batch {
  private final List<Submission> submissions;
  private final Map<Submission, Creation> answers = new LinkedHashMap<>();

  Batch(List<Submission> submissions) {
    this.submissions = List.copyOf(submissions);
  }

  /** Decides and stores; nothing holds before the transaction has committed. */
  Map<Submission, Creation> run(Connection connection, String schema, Changes changes)
      throws SQLException {
    answers.clear();
    Map<Aim, Link> stored = stored(connection, schema);
    List<Submission> first = new ArrayList<>();
    List<Submission> later = new ArrayList<>();
    part(stored, first, later);
    if (first.isEmpty()) {
      return answers;
    }
    List<Link> links = first.stream().map(Submission::link).toList();
    Set<LinkKey> created = LinkBatch.insert(connection, links);
    Map<Aim, Link> made = new HashMap<>();
    for (Submission submission : first) {
      Link link = submission.link();
      if (created.contains(link.key())) {
        answers.put(submission, new Creation.Created(link));
        made.merge(Aim.of(link), link, (a, b) -> a.id().compareTo(b.id()) < 0 ? a : b);
      } else {
        answers.put(submission, new Creation.Taken());
      }
    }
    later.forEach(submission -> learn(submission, made, links));
    if (!created.isEmpty()) {
      changes.announce(connection, created);
    }
    return answers;
  }

  private Map<Aim, Link> stored(Connection connection, String schema) throws SQLException {
    List<Aim> aims = submissions.stream()
        .filter(Submission::reuses)
        .map(submission -> Aim.of(submission.link()))
        .distinct()
        .toList();
    if (aims.isEmpty()) {
      return Map.of();
    }
    LinkBatch.lock(connection, schema, aims);
    return LinkBatch.find(connection, aims);
  }

  private void part(Map<Aim, Link> stored, List<Submission> first, List<Submission> later) {
    Set<LinkKey> keys = new HashSet<>();
    Set<Aim> aims = new HashSet<>();
    for (Submission submission : submissions) {
      Link link = submission.link();
      Aim aim = Aim.of(link);
      Link existing = submission.reuses() ? stored.get(aim) : null;
      if (existing != null) {
        answers.put(submission, new Creation.Reused(existing));
      } else if ((submission.reuses() && aims.contains(aim)) || !keys.add(link.key())) {
        later.add(submission);
      } else {
        aims.add(aim);
        first.add(submission);
      }
    }
  }

  private void learn(Submission submission, Map<Aim, Link> made, List<Link> tried) {
    Link link = submission.link();
    Link existing = submission.reuses() ? made.get(Aim.of(link)) : null;
    if (existing != null) {
      answers.put(submission, new Creation.Reused(existing));
    } else if (tried.stream().anyMatch(earlier -> earlier.key().equals(link.key()))) {
      answers.put(submission, new Creation.Taken());
    }
  }
}
