/** Tests against databases with the schema of the Flask demo. */
@NullMarked
package dev.terse.imports.flask;

import org.jspecify.annotations.NullMarked;
