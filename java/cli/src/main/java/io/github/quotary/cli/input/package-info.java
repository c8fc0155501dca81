/** What the command reads: quotes in their several encodings, collateral, vector directories. */
@NullMarked
package io.github.quotary.cli.input;

import org.jspecify.annotations.NullMarked;
