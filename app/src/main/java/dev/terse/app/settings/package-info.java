/**
 * How settings are read: from flags, the environment, a YAML file and defaults, in this order of
 * precedence. Knows no key of the product; those stand in {@code config}.
 */
@NullMarked
package dev.terse.app.settings;

import org.jspecify.annotations.NullMarked;
