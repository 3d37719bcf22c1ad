/**
 * Rows of links: how they are read and written, found by target, listed, searched and scanned.
 * Works on a connection it is given; knows neither pool nor transaction.
 */
@NullMarked
package dev.terse.store.postgres.link;

import org.jspecify.annotations.NullMarked;
