/** PostgreSQL's programs on this machine. Knows no running server. */
@NullMarked
package dev.terse.testbed.postgres;

import org.jspecify.annotations.NullMarked;
