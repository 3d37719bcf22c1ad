/** How settings are read, with keys of the tests' own. */
@NullMarked
package dev.terse.app.settings;

import org.jspecify.annotations.NullMarked;
