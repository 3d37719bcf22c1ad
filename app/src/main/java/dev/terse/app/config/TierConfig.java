package dev.terse.app.config;

import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import java.util.Optional;

/**
 * The look-aside tier in front of a shared store.
 *
 * @param url its servers; empty for none
 * @param life how long a link stays in it at most
 */
public record TierConfig(Optional<StoreUrl> url, Duration life) {}
