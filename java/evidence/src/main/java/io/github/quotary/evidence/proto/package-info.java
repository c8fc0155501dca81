/** Reads quotes in the protobuf messages of go-tdx-guest, binary and textual. */
@NullMarked
package io.github.quotary.evidence.proto;

import org.jspecify.annotations.NullMarked;
