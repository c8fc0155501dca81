/**
 * The P-256 accelerator: this library's own arithmetic in C, many signatures at a time, through
 * JNI. The core finds it by {@link io.github.quotary.crypto.P256Accelerator}.
 */
@NullMarked
package io.github.quotary.p256;

import org.jspecify.annotations.NullMarked;
