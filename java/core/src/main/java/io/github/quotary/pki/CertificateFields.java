package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reader finds in a certificate.
 *
 * @param serial the serial number's magnitude
 * @param publicKey the subject's key as its BIT STRING has it
 * @param toBeSignedDigest SHA-256 of what is signed
 * @param signatureBytes the signature's BIT STRING
 * @param signature the same as two integers
 * @param sgxExtension the octets inside the OCTET STRING of Intel's SGX extension, if it is there
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from a reader to X509Cert, never compared.
record CertificateFields(
    DistinguishedName subject,
    DistinguishedName issuer,
    BigInteger serial,
    Instant notBefore,
    Instant notAfter,
    byte[] publicKey,
    byte[] toBeSignedDigest,
    Measurement signatureBytes,
    P256Signature signature,
    byte @Nullable [] sgxExtension) {}
