/**
 * HTTP in, HTTP out: the server, its configuration and the one screen with all routes. Decides
 * nothing about links; the verbs of core do.
 */
@NullMarked
package dev.terse.server;

import org.jspecify.annotations.NullMarked;
