/** What the command does about collateral: where it comes from, and what is said about it. */
@NullMarked
package io.github.quotary.cli.collateral;

import org.jspecify.annotations.NullMarked;
