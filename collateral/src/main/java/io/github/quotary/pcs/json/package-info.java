/** JSON parser and writer settings. Not exported. */
@NullMarked
package io.github.quotary.pcs.json;

import org.jspecify.annotations.NullMarked;
