package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** ECDSA-Sig-Value of RFC 3279, 2.2.3: a SEQUENCE of the integers r and s. */
final class EcdsaSignatureValue {
  /** Parses, never verifies. */
  private static final P256Signature NONE = P256Signature.of(BigInteger.ZERO, BigInteger.ZERO);

  private EcdsaSignatureValue() {}

  /**
   * The signature; (0, 0), which never verifies, for integers in another encoding than DER's only
   * one. OpenSSL, and with it Intel's QVL, reads such an encoding, too, and verifies none.
   */
  static P256Signature parse(byte[] der) throws PkiFormatException {
    ASN1Sequence sequence = Der.first(der, "The signature", ASN1Sequence::getInstance);
    if (sequence.size() != 2
        || !(sequence.getObjectAt(0) instanceof ASN1Integer r)
        || !(sequence.getObjectAt(1) instanceof ASN1Integer s)) {
      throw new PkiFormatException("The signature is not a SEQUENCE of two integers");
    }
    return isDer(sequence, der) ? P256Signature.of(r.getValue(), s.getValue()) : NONE;
  }

  private static boolean isDer(ASN1Sequence sequence, byte[] encoded) throws PkiFormatException {
    try {
      return Arrays.equals(sequence.getEncoded(ASN1Encoding.DER), encoded);
    } catch (IOException e) {
      throw new PkiFormatException("The signature cannot be encoded: " + e.getMessage());
    }
  }
}
