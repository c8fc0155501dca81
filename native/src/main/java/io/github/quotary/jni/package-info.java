/** Loading this library's own C code. */
@NullMarked
package io.github.quotary.jni;

import org.jspecify.annotations.NullMarked;
