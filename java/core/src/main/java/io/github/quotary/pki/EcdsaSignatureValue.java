package io.github.quotary.pki;

import io.github.quotary.crypto.P256Signature;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** ECDSA-Sig-Value of RFC 3279, 2.2.3: a SEQUENCE of the integers r and s. */
final class EcdsaSignatureValue {
  private EcdsaSignatureValue() {}

  static P256Signature parse(byte[] der) throws PkiFormatException {
    ASN1Sequence sequence = Der.first(der, "The signature", ASN1Sequence::getInstance);
    if (sequence.size() != 2
        || !(sequence.getObjectAt(0) instanceof ASN1Integer r)
        || !(sequence.getObjectAt(1) instanceof ASN1Integer s)) {
      throw new PkiFormatException("The signature is not a SEQUENCE of two integers");
    }
    return P256Signature.of(r.getValue(), s.getValue());
  }
}
