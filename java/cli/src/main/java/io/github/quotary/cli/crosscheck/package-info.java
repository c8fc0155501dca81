/** The command {@code crosscheck}: compares this engine with Intel's code over many quotes. */
@NullMarked
package io.github.quotary.cli.crosscheck;

import org.jspecify.annotations.NullMarked;
