/** What each port promises, one suite per port, without regard to threads. */
@NullMarked
package dev.terse.store.contract.port;

import org.jspecify.annotations.NullMarked;
