/** The command {@code batch}: sources of quotes, output and progress. */
@NullMarked
package io.github.quotary.cli.batch;

import org.jspecify.annotations.NullMarked;
