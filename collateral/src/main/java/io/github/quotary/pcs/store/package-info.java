/** A small store of named contents in a directory, for documents of which losing one is a pity. */
@NullMarked
package io.github.quotary.pcs.store;

import org.jspecify.annotations.NullMarked;
