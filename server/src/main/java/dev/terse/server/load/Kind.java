package dev.terse.server.load;

/** Kinds of work beside redirects, the first ones that are given up last. */
public enum Kind {
  /** A program waits for it. */
  API,
  /** A person looks at it, and can look again. */
  PAGE
}
