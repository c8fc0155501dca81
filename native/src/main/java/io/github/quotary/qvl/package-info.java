/**
 * Intel's quote verification library, and its comparison with this engine. Start at {@link
 * io.github.quotary.qvl.QvlLibrary}.
 */
@NullMarked
package io.github.quotary.qvl;

import org.jspecify.annotations.NullMarked;
