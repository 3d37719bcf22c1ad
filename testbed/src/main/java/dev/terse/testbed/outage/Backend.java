package dev.terse.testbed.outage;

import dev.terse.testbed.proxy.FaultProxy;

/**
 * A store's servers that can go away and come back: one, or so many of them that the store is away.
 * Used by one thread.
 */
public interface Backend extends AutoCloseable {

  /** Its name for people. */
  String name();

  /** A proxy in front, through which the store is reached. One at a time. */
  FaultProxy proxy();

  /** The store's URL through {@code proxy}. */
  String url(FaultProxy proxy);

  /** Kills it, as kill -9 does. */
  void kill();

  /** Starts it again after {@link #kill()}, with its data. */
  void restart();

  /** Makes it stand still without its knowing. */
  void suspend();

  /** Lets it go on after {@link #suspend()}. */
  void resume();

  /** Whether it can refuse logins. */
  boolean hasLogins();

  /** Ends the connections that there are, and refuses logins. */
  void refuseLogins();

  /** Takes logins again after {@link #refuseLogins()}. */
  void admitLogins();

  @Override
  void close();
}
