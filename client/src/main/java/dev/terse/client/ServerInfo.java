package dev.terse.client;

/**
 * What a server says about itself.
 *
 * @param version of the product
 * @param auth who needs an API key: {@code local}, {@code open} or {@code keys}
 * @param transport how the server asks its kernel for bytes
 * @param store where it keeps links
 * @param codes how it draws codes
 */
public record ServerInfo(
    String version, String auth, String transport, Backend store, Codes codes) {

  /**
   * A store.
   *
   * @param backend its name for people
   * @param durability when an acknowledged link survives: {@code power-cut}, {@code process-crash}
   *     or {@code memory}
   * @param shared whether other servers may change the same store
   * @param searchesText whether lists can be searched
   */
  public record Backend(String backend, String durability, boolean shared, boolean searchesText) {}

  /**
   * A code space.
   *
   * @param generator the one for requests that name none
   * @param alphabet the characters of drawn codes, in order
   * @param minLength of drawn codes
   * @param maxLength of drawn codes
   * @param order {@code shuffled} or {@code plain}
   * @param capacity how many codes there are in all
   * @param left how many of them are left
   */
  public record Codes(
      String generator,
      String alphabet,
      int minLength,
      int maxLength,
      String order,
      long capacity,
      long left) {}
}
