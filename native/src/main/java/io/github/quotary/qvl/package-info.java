/**
 * Intel's quote verification library beside this engine. Start at {@link
 * io.github.quotary.qvl.QvlLibrary}.
 */
@NullMarked
package io.github.quotary.qvl;

import org.jspecify.annotations.NullMarked;
