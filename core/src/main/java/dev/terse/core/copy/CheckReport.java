package dev.terse.core.copy;

import dev.terse.core.job.Findings;

/**
 * What a comparison of two stores found.
 *
 * @param links compared, those of the source
 * @param tombstones of the source
 * @param differences what is not the same at both ends
 * @param notes what is at the destination only and may be meant so
 */
public record CheckReport(long links, long tombstones, Findings differences, Findings notes) {}
