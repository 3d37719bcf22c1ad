package dev.terse.server.api;

import java.util.function.Supplier;

/**
 * What {@code /info} tells beside the store's traits.
 *
 * @param version of the product
 * @param codes the code space as it is now; may ask the store, so it is called on virtual threads
 */
public record Facts(String version, Supplier<CodeFacts> codes) {}
