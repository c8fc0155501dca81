package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader finds in a revocation list.
 *
 * @param number the CRL number
 * @param revokedSerials magnitudes
 * @param toBeSignedDigest by the hash that the list declares; null if that is none of SHA-2's
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from a reader to Crl, never compared.
record CrlFields(
    DistinguishedName issuer,
    Instant thisUpdate,
    Instant nextUpdate,
    BigInteger number,
    boolean hasAuthorityKeyIdentifier,
    Set<BigInteger> revokedSerials,
    byte @Nullable [] toBeSignedDigest,
    P256Signature signature) {}
