/**
 * The product's figures, and the JVM's, in Prometheus' format. The one place that knows Micrometer:
 * what the hot path counts, and what the core tells, comes as plain figures.
 */
@NullMarked
package dev.terse.server.metrics;

import org.jspecify.annotations.NullMarked;
