/**
 * A recorder of what the packaged server does to its store's files, and a disk that replays the
 * record up to any moment and forgets, of what was not synced, as much as a disk may.
 */
@NullMarked
package dev.terse.e2e.crash;

import org.jspecify.annotations.NullMarked;
