/** Case files with the verdicts of Intel's own code, held against ours. */
@NullMarked
package io.github.quotary.cli.conformance;

import org.jspecify.annotations.NullMarked;
