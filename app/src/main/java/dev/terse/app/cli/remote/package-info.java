/** Commands that ask a server, through the client and nothing else. */
@NullMarked
package dev.terse.app.cli.remote;

import org.jspecify.annotations.NullMarked;
