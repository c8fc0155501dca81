/** The command {@code serve}. */
@NullMarked
package io.github.quotary.cli.serve;

import org.jspecify.annotations.NullMarked;
