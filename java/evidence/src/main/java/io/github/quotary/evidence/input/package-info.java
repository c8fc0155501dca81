/** Reads quotes in several encodings, collateral, event logs, policies and vector folders. */
@NullMarked
package io.github.quotary.evidence.input;

import org.jspecify.annotations.NullMarked;
