package dev.terse.server.api;

/** One operation of the API. */
@FunctionalInterface
public interface Endpoint {

  /** Answers {@code call}; runs on a virtual thread, so it may ask the store. */
  Answer answer(Call call);
}
