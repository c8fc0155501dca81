/** How this module reads and writes JSON. Not exported. */
@NullMarked
package io.github.quotary.pcs.json;

import org.jspecify.annotations.NullMarked;
