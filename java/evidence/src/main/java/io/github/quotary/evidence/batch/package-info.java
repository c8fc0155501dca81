/** The lines of a batch of quotes. */
@NullMarked
package io.github.quotary.evidence.batch;

import org.jspecify.annotations.NullMarked;
