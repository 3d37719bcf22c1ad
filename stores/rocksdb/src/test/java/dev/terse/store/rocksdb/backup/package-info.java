/** Tests of backups, through what everybody may call. */
@NullMarked
package dev.terse.store.rocksdb.backup;

import org.jspecify.annotations.NullMarked;
