package io.github.quotary.pki;

import java.util.List;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Reads a name of exactly the attributes that Intel's have, in their order: common name,
 * organization, locality and state as UTF8String, country as PrintableString, all in ASCII.
 */
final class IntelName {
  private static final byte[] COMMON_NAME = IntelCertificateReader.hex("0603550403");
  private static final byte[] ORGANIZATION = IntelCertificateReader.hex("060355040a");
  private static final byte[] LOCALITY = IntelCertificateReader.hex("0603550407");
  private static final byte[] STATE = IntelCertificateReader.hex("0603550408");
  private static final byte[] COUNTRY = IntelCertificateReader.hex("0603550406");

  private IntelName() {}

  /**
   * The name that is all of these bytes.
   *
   * @throws OtherLayoutException for every other name
   */
  static DistinguishedName read(byte[] der) throws OtherLayoutException {
    DerCursor cursor = new DerCursor(der);
    cursor.enterLast(DerCursor.SEQUENCE, der.length);
    String name = attribute(cursor, COMMON_NAME, DerCursor.UTF8_STRING);
    String organization = attribute(cursor, ORGANIZATION, DerCursor.UTF8_STRING);
    String locality = attribute(cursor, LOCALITY, DerCursor.UTF8_STRING);
    String state = attribute(cursor, STATE, DerCursor.UTF8_STRING);
    String country = attribute(cursor, COUNTRY, DerCursor.PRINTABLE_STRING);
    cursor.leave(der.length);
    return new DistinguishedName(
        der,
        List.of(name, country, organization, locality, state),
        List.of(
            List.of(BCStyle.CN.getId(), name),
            List.of(BCStyle.O.getId(), organization),
            List.of(BCStyle.L.getId(), locality),
            List.of(BCStyle.ST.getId(), state),
            List.of(BCStyle.C.getId(), country)));
  }

  /** The value of a SET of one attribute. */
  private static String attribute(DerCursor cursor, byte[] type, int tag)
      throws OtherLayoutException {
    int end = cursor.enter(DerCursor.SET);
    cursor.enterLast(DerCursor.SEQUENCE, end);
    cursor.literal(type);
    String value = cursor.ascii(tag);
    cursor.leave(end);
    return value;
  }
}
