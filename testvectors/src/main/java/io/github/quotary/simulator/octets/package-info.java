/** Bytes and their spellings: hex, PEM, DER, JSON, SHA-2, signing keys. Not exported. */
@NullMarked
package io.github.quotary.simulator.octets;

import org.jspecify.annotations.NullMarked;
