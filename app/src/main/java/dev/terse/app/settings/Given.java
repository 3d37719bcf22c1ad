package dev.terse.app.settings;

/**
 * A setting that somebody gave.
 *
 * @param name the key's, which may be unknown
 * @param text its value as text; a list is joined by commas
 * @param origin where it was given, for people: {@code terse.yaml line 3}
 */
record Given(String name, String text, String origin) {}
