/** The command {@code verify}: verifies one quote. */
@NullMarked
package io.github.quotary.cli.verify;

import org.jspecify.annotations.NullMarked;
