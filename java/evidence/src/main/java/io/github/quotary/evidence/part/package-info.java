/** What an input is found to hold: quotes, collateral, event logs, and what binds them together. */
@NullMarked
package io.github.quotary.evidence.part;

import org.jspecify.annotations.NullMarked;
