/**
 * Certificates, revocation lists and Intel's SGX extension. Facts only: their order is {@code
 * verify}'s.
 */
@NullMarked
package io.github.quotary.pki;

import org.jspecify.annotations.NullMarked;
