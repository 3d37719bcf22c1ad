package dev.terse.server.api;

import java.math.BigInteger;

/**
 * What people may know of the code space.
 *
 * @param generator the configured one
 * @param alphabet the characters of generated codes, in order
 * @param minLength of generated codes
 * @param maxLength of generated codes
 * @param order {@code shuffled} or {@code plain}
 * @param capacity how many codes can be generated in all
 * @param left how many of them have not been leased yet
 */
public record CodeFacts(
    String generator,
    String alphabet,
    int minLength,
    int maxLength,
    String order,
    BigInteger capacity,
    BigInteger left) {}
