/**
 * Arithmetic of the curve P-256 and of its group order, for signature verification only.
 *
 * <p>Everything here is public: keys, digests and signatures of quotes. There is no secret that a
 * running time could tell, so variable time is fine, and <b>nothing here may ever be used to sign
 * or to agree on a key</b>. Numbers are little-endian limbs in arrays that the caller owns; nothing
 * here allocates on the way of a verification. Not exported.
 */
@NullMarked
package io.github.quotary.crypto.p256;

import org.jspecify.annotations.NullMarked;
