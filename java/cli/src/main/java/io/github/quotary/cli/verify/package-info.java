/** The command {@code verify}: one quote, one verdict. */
@NullMarked
package io.github.quotary.cli.verify;

import org.jspecify.annotations.NullMarked;
