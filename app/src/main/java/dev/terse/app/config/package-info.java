/**
 * The product's settings: one key for each, and the records they become. Beside the parts that a
 * record configures stands nothing but the record; where its values come from is decided here.
 */
@NullMarked
package dev.terse.app.config;

import org.jspecify.annotations.NullMarked;
