package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a revocation list that is laid out byte for byte as Intel's are, in one pass. It reads the
 * same as {@link CrlReader}, which has all others, and takes none that that refuses.
 */
final class IntelCrlReader {
  private static final byte[] VERSION_2 = IntelCertificateReader.hex("020101");
  private static final byte[] CRL_NUMBER = IntelCertificateReader.hex("0603551d14");
  private static final byte[] AUTHORITY_KEY_IDENTIFIER = IntelCertificateReader.hex("0603551d23");

  /** The extensions of an entry, up to the reason. */
  private static final byte[] REASON = IntelCertificateReader.hex("300c300a0603551d1504030a01");

  private IntelCrlReader() {}

  /**
   * The fields of a list that is all of these bytes.
   *
   * @throws OtherLayoutException for every other list, and for what is none
   */
  static CrlFields read(byte[] der) throws OtherLayoutException {
    DerCursor cursor = new DerCursor(der);
    cursor.enterLast(DerCursor.SEQUENCE, der.length);
    int signedFrom = cursor.at();
    int signedTo = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(VERSION_2);
    cursor.literal(IntelCertificateReader.ALGORITHM);
    int issuerFrom = cursor.at();
    cursor.skip(DerCursor.SEQUENCE);
    DistinguishedName issuer = IntelName.read(Arrays.copyOfRange(der, issuerFrom, cursor.at()));
    Instant thisUpdate = cursor.time();
    Instant nextUpdate = cursor.time();
    Set<BigInteger> serials = entries(cursor);
    cursor.enterLast(DerCursor.EXPLICIT_0, signedTo);
    cursor.enterLast(DerCursor.SEQUENCE, signedTo);
    BigInteger number = extensions(cursor);
    cursor.leave(signedTo);
    cursor.literal(IntelCertificateReader.ALGORITHM);
    P256Signature signature = IntelCertificateReader.signature(der, cursor.lastBits());
    return new CrlFields(
        issuer,
        thisUpdate,
        nextUpdate,
        number,
        true,
        serials,
        Sha2.sha256(ByteBuffer.wrap(der, signedFrom, signedTo - signedFrom)),
        signature);
  }

  /** Serial, date and reason of each; a list of none has no SEQUENCE for them. */
  private static Set<BigInteger> entries(DerCursor cursor) throws OtherLayoutException {
    if (!cursor.isAt(DerCursor.SEQUENCE)) {
      return Set.of();
    }
    int end = cursor.enter(DerCursor.SEQUENCE);
    Set<BigInteger> serials = new HashSet<>();
    do {
      int entryEnd = cursor.enter(DerCursor.SEQUENCE);
      serials.add(cursor.integer());
      cursor.time();
      cursor.literal(REASON);
      cursor.next();
      cursor.leave(entryEnd);
    } while (cursor.at() < end);
    cursor.leave(end);
    return Collections.unmodifiableSet(serials);
  }

  /** The list's number and its issuer's key, in either order; returns the number. */
  private static BigInteger extensions(DerCursor cursor) throws OtherLayoutException {
    if (!cursor.hasAhead(2, AUTHORITY_KEY_IDENTIFIER)) {
      BigInteger number = number(cursor);
      IntelCertificateReader.extension(cursor, AUTHORITY_KEY_IDENTIFIER);
      return number;
    }
    IntelCertificateReader.extension(cursor, AUTHORITY_KEY_IDENTIFIER);
    return number(cursor);
  }

  private static BigInteger number(DerCursor cursor) throws OtherLayoutException {
    int end = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(CRL_NUMBER);
    cursor.enterLast(DerCursor.OCTET_STRING, end);
    BigInteger number = cursor.integer();
    cursor.leave(end);
    return number;
  }
}
