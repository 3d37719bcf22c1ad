/** Tests of visits, their journal and their counters. */
@NullMarked
package dev.terse.store.rocksdb.visits;

import org.jspecify.annotations.NullMarked;
