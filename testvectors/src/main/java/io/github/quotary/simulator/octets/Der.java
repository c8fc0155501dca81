package io.github.quotary.simulator.octets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** DER pieces that certificates and revocation lists share. */
public final class Der {
  public static final AlgorithmIdentifier ECDSA_WITH_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  /** UTCTime, which RFC 5280 demands until 2049. */
  public static Time time(Instant instant) {
    return new Time(new DERUTCTime(UTC_TIME.format(instant)));
  }

  public static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code SEQUENCE { toBeSigned, algorithm, signature }}, the frame of both structures. */
  public static byte[] signed(ASN1Encodable toBeSigned, SigningKey key) {
    BigInteger[] rs = key.sign(encode(toBeSigned));
    DERSequence signature =
        new DERSequence(new ASN1Encodable[] {new ASN1Integer(rs[0]), new ASN1Integer(rs[1])});
    return encode(
        new DERSequence(
            new ASN1Encodable[] {
              toBeSigned, ECDSA_WITH_SHA256, new DERBitString(encode(signature))
            }));
  }
}
