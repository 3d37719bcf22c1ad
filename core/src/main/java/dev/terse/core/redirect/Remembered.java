package dev.terse.core.redirect;

/**
 * What a code did when the store was asked last.
 *
 * @param resolution what it did
 * @param readAt a tick before the store was asked: what changed after it may not be in here
 */
record Remembered(Resolution resolution, long readAt) {}
