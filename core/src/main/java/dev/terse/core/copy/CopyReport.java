package dev.terse.core.copy;

import dev.terse.core.job.Findings;

/**
 * What a copy did. What was there already, from a run before, is not in it.
 *
 * @param read links and tombstones read from the source in this run
 * @param links links made
 * @param changed links brought to a later version
 * @param tombstones tombstones made
 * @param deleted links deleted because the source has a tombstone there
 * @param visits visits added
 * @param apiKeys API keys made
 * @param settings settings made or changed
 * @param conflicts what was left as it is at the destination because it is none of the source's
 */
public record CopyReport(
    long read,
    long links,
    long changed,
    long tombstones,
    long deleted,
    long visits,
    long apiKeys,
    long settings,
    Findings conflicts) {}
