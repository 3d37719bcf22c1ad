package dev.terse.core.code;

/** Placeholder for the javadoc links. */
public final class SequentialCodes {}
