/** The command {@code quotary}: files, arguments and output around the engine. */
@NullMarked
package io.github.quotary.cli;

import org.jspecify.annotations.NullMarked;
