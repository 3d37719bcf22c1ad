package dev.terse.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link as the API shows it.
 *
 * @param id identity for the link's whole life
 * @param code what follows the host in the short URL
 * @param shortUrl the whole short URL
 * @param target where it leads
 * @param title a line for lists, or null
 * @param note a remark for the owners, or null
 * @param status 301, 302, 307 or 308, or null for the server's
 * @param created when it was made
 * @param changed when it last changed
 * @param creator name of the API key that made it, or null
 * @param version 1 when made, one more with each change
 * @param visits how often it was followed
 */
public record Link(
    String id,
    String code,
    String shortUrl,
    String target,
    @Nullable String title,
    @Nullable String note,
    @Nullable Integer status,
    Instant created,
    Instant changed,
    @Nullable String creator,
    long version,
    long visits) {}
