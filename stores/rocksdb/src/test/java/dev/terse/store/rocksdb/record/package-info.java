/** Records survive what they hold and betray what has been done to them. */
@NullMarked
package dev.terse.store.rocksdb.record;

import org.jspecify.annotations.NullMarked;
