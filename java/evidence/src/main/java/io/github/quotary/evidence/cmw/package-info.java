/** Reads conceptual message wrappers (CMW), in JSON and in CBOR. */
@NullMarked
package io.github.quotary.evidence.cmw;

import org.jspecify.annotations.NullMarked;
