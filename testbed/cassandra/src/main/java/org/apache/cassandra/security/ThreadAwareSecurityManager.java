package org.apache.cassandra.security;

/**
 * Stands before Cassandra's class of this name, which extends the SecurityManager that newer JDKs no
 * longer have. It guards user-defined functions only; the tests define none.
 */
public final class ThreadAwareSecurityManager {
  private ThreadAwareSecurityManager() {}

  /** Installs nothing. */
  public static void install() {}

  /** No thread runs user-defined code. */
  public static boolean isSecuredThread() {
    return false;
  }
}
