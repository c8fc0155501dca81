package io.github.quotary.domain.ct;

import io.github.quotary.crypto.P256Signature;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * A log's promise to publish a certificate (RFC 6962, section 3.2), version 1. Immutable.
 *
 * @param logId which log, 32 bytes
 * @param timestamp when, in milliseconds since 1970-01-01T00:00:00Z
 * @param extensions bytes that are signed too; none are defined
 * @param signature empty if it is not ECDSA with SHA-256 in DER
 */
record SignedCertificateTimestamp(
    Measurement logId, long timestamp, Measurement extensions, Optional<P256Signature> signature) {
  private static final int VERSION_1 = 0;
  private static final int LOG_ID = 32;

  /** SignatureAndHashAlgorithm of RFC 5246, section 7.4.1.4.1: sha256 (4), ecdsa (3). */
  private static final short SHA256_ECDSA = 0x0403;

  /** More than any certificate has. */
  private static final int MAX_TIMESTAMPS = 32;

  Instant at() {
    return Instant.ofEpochMilli(timestamp);
  }

  /**
   * The timestamps of a SignedCertificateTimestampList (RFC 6962, section 3.3): u16 length, then
   * each with its u16 length. Timestamps of versions to come are left out; the lengths are there to
   * skip them.
   *
   * @return empty unless it is one, to the last byte, with at most 32 timestamps
   */
  static Optional<List<SignedCertificateTimestamp>> parseList(ByteBuffer bytes) {
    try {
      if (Short.toUnsignedInt(bytes.getShort()) != bytes.remaining()) {
        return Optional.empty();
      }
      List<SignedCertificateTimestamp> all = new ArrayList<>();
      int count = 0;
      while (bytes.hasRemaining()) {
        ByteBuffer one = take(bytes, Short.toUnsignedInt(bytes.getShort()));
        if (++count > MAX_TIMESTAMPS) {
          return Optional.empty();
        }
        if (one.get() == VERSION_1) {
          all.add(parse(one));
          if (one.hasRemaining()) {
            return Optional.empty();
          }
        }
      }
      return Optional.of(List.copyOf(all));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static SignedCertificateTimestamp parse(ByteBuffer bytes) {
    Measurement logId = Measurement.of(take(bytes, LOG_ID));
    long timestamp = bytes.getLong();
    Measurement extensions = Measurement.of(take(bytes, Short.toUnsignedInt(bytes.getShort())));
    boolean isEcdsa = bytes.getShort() == SHA256_ECDSA;
    ByteBuffer signature = take(bytes, Short.toUnsignedInt(bytes.getShort()));
    return new SignedCertificateTimestamp(
        logId, timestamp, extensions, isEcdsa ? ecdsa(signature) : Optional.empty());
  }

  private static ByteBuffer take(ByteBuffer bytes, int length) {
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return part;
  }

  private static Optional<P256Signature> ecdsa(ByteBuffer der) {
    byte[] bytes = new byte[der.remaining()];
    der.get(bytes);
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(bytes);
      if (value instanceof ASN1Sequence sequence
          && sequence.size() == 2
          && sequence.getObjectAt(0) instanceof ASN1Integer r
          && sequence.getObjectAt(1) instanceof ASN1Integer s
          && Arrays.equals(bytes, sequence.getEncoded(ASN1Encoding.DER))) {
        return Optional.of(P256Signature.of(r.getValue(), s.getValue()));
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Optional.empty();
    }
  }
}
