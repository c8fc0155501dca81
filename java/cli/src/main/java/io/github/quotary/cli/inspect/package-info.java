/** Decodes the bytes of a quote without verifying them. */
@NullMarked
package io.github.quotary.cli.inspect;

import org.jspecify.annotations.NullMarked;
