/** What is logged where, set by code: no file to find, no XML to parse at start. */
@NullMarked
package dev.terse.app.log;

import org.jspecify.annotations.NullMarked;
