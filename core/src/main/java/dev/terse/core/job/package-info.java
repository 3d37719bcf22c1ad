/**
 * What long jobs on stores are made of: bounded work at a time, patience with short outages, and
 * what was found on the way. Knows no particular job.
 */
@NullMarked
package dev.terse.core.job;

import org.jspecify.annotations.NullMarked;
