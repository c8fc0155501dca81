/** What the bytes of a quote say of themselves, verified or not. */
@NullMarked
package io.github.quotary.cli.inspect;

import org.jspecify.annotations.NullMarked;
