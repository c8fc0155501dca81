/** The command {@code collateral}, and the sources of collateral for other commands. */
@NullMarked
package io.github.quotary.cli.collateral;

import org.jspecify.annotations.NullMarked;
