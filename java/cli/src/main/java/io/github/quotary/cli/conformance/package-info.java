/**
 * The command {@code conformance}: compares our verdicts with those of Intel's own code in case
 * files.
 */
@NullMarked
package io.github.quotary.cli.conformance;

import org.jspecify.annotations.NullMarked;
