package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads a certificate that is laid out byte for byte as Intel's are (PCK certificates and CAs of
 * the SGX PCK Certificate Profile), in one pass. It reads the same values as {@link
 * CertificateReader}, which reads all others, and accepts nothing that the other refuses.
 */
final class IntelCertificateReader {
  /** ecdsa-with-SHA256 without parameters. */
  static final byte[] ALGORITHM = hex("300a06082a8648ce3d040302");

  /** A SubjectPublicKeyInfo of a point on P-256, up to its x. */
  private static final byte[] KEY = hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] AUTHORITY_KEY_IDENTIFIER = hex("0603551d23");
  private static final byte[] CRL_DISTRIBUTION_POINTS = hex("0603551d1f");
  private static final byte[] SUBJECT_KEY_IDENTIFIER = hex("0603551d0e");
  private static final byte[] CRITICAL_KEY_USAGE = hex("0603551d0f0101ff");
  private static final byte[] CRITICAL_BASIC_CONSTRAINTS = hex("0603551d130101ff");
  private static final byte[] SGX_EXTENSION = hex("06092a864886f84d010d01");

  private static final int POINT_LENGTH = 65;

  private IntelCertificateReader() {}

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /**
   * The fields of a certificate that is all of these bytes.
   *
   * @throws OtherLayoutException for every other certificate, and for anything else
   */
  static CertificateFields read(byte[] der, KnownCertificates known) throws OtherLayoutException {
    DerCursor cursor = new DerCursor(der);
    cursor.enterLast(DerCursor.SEQUENCE, der.length);
    int signedFrom = cursor.at();
    int signedTo = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(VERSION_3);
    BigInteger serial = cursor.integer();
    cursor.literal(ALGORITHM);
    DistinguishedName issuer = name(der, cursor, known);
    int validity = cursor.enter(DerCursor.SEQUENCE);
    Instant notBefore = cursor.time();
    Instant notAfter = cursor.time();
    cursor.leave(validity);
    DistinguishedName subject = name(der, cursor, known);
    cursor.literal(KEY);
    byte[] publicKey = Arrays.copyOfRange(der, cursor.at() - 1, cursor.at() - 1 + POINT_LENGTH);
    cursor.pass(POINT_LENGTH - 1);
    byte[] sgxExtension = extensions(der, cursor, signedTo);
    cursor.literal(ALGORITHM);
    int signature = cursor.lastBits();
    return new CertificateFields(
        subject,
        issuer,
        serial,
        notBefore,
        notAfter,
        publicKey,
        Sha2.sha256(ByteBuffer.wrap(der, signedFrom, signedTo - signedFrom)),
        Measurement.of(Arrays.copyOfRange(der, signature, der.length)),
        signature(der, signature),
        sgxExtension);
  }

  private static DistinguishedName name(byte[] der, DerCursor cursor, KnownCertificates known)
      throws OtherLayoutException {
    int start = cursor.at();
    cursor.skip(DerCursor.SEQUENCE);
    return known.name(der, start, cursor.at());
  }

  /** The five that each certificate has, in Intel's order, and that of PCK certificates. */
  private static byte @Nullable [] extensions(byte[] der, DerCursor cursor, int end)
      throws OtherLayoutException {
    cursor.enterLast(DerCursor.EXPLICIT_3, end);
    cursor.enterLast(DerCursor.SEQUENCE, end);
    extension(cursor, AUTHORITY_KEY_IDENTIFIER);
    extension(cursor, CRL_DISTRIBUTION_POINTS);
    extension(cursor, SUBJECT_KEY_IDENTIFIER);
    extension(cursor, CRITICAL_KEY_USAGE);
    extension(cursor, CRITICAL_BASIC_CONSTRAINTS);
    byte[] sgx = null;
    if (cursor.at() != end) {
      int start = extension(cursor, SGX_EXTENSION);
      sgx = Arrays.copyOfRange(der, start, cursor.at());
    }
    cursor.leave(end);
    return sgx;
  }

  /** Passes an extension of which all before its value is known; returns its value's index. */
  static int extension(DerCursor cursor, byte[] start) throws OtherLayoutException {
    int end = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(start);
    int value = cursor.skip(DerCursor.OCTET_STRING);
    cursor.leave(end);
    return value;
  }

  /** A SEQUENCE of two INTEGERs, both from 0 to 2^256 - 1, at the end of the bytes. */
  static P256Signature signature(byte[] der, int from) throws OtherLayoutException {
    DerCursor cursor = new DerCursor(der, from);
    cursor.enterLast(DerCursor.SEQUENCE, der.length);
    byte[] raw = new byte[P256Signature.RAW_LENGTH];
    cursor.integer256(raw, 0);
    cursor.integer256(raw, P256Signature.RAW_LENGTH / 2);
    cursor.leave(der.length);
    return P256Signature.ofRaw(ByteBuffer.wrap(raw));
  }
}
