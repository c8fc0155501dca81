/** Many quotes: where they come from, what is written of them, how far it is. */
@NullMarked
package io.github.quotary.cli.batch;

import org.jspecify.annotations.NullMarked;
