/** A small crash-safe store of named contents in a directory. Not exported. */
@NullMarked
package io.github.quotary.pcs.store;

import org.jspecify.annotations.NullMarked;
