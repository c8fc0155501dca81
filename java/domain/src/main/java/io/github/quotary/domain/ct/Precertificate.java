package io.github.quotary.domain.ct;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * What a log signed of a certificate before it was issued (RFC 6962, section 3.2): the issuer's key
 * hash, and the TBSCertificate without the extension that holds the timestamps.
 *
 * @param issuerKeyHash SHA-256 of the issuer's SubjectPublicKeyInfo
 * @param tbsCertificate DER
 * @param timestamps those inside the certificate
 * @param notAfter when the certificate expires
 */
record Precertificate(
    Measurement issuerKeyHash,
    Measurement tbsCertificate,
    List<SignedCertificateTimestamp> timestamps,
    Instant notAfter) {
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final int EXTENSIONS = 3;
  private static final int MAX_TBS = (1 << 24) - 1;

  /**
   * The precertificate of a certificate.
   *
   * @return empty if a certificate cannot be read, has no timestamps inside or malformed ones
   */
  static Optional<Precertificate> of(byte[] certificate, byte[] issuer) {
    try {
      TBSCertificate tbs = Certificate.getInstance(certificate).getTBSCertificate();
      Extensions extensions = tbs.getExtensions();
      Extension list = extensions == null ? null : extensions.getExtension(TIMESTAMPS);
      if (list == null) {
        return Optional.empty();
      }
      byte[] inner = ASN1OctetString.getInstance(list.getExtnValue().getOctets()).getOctets();
      Optional<List<SignedCertificateTimestamp>> timestamps =
          SignedCertificateTimestamp.parseList(ByteBuffer.wrap(inner));
      byte[] bare = without(body(certificate)).getEncoded(ASN1Encoding.DER);
      if (timestamps.isEmpty() || bare.length > MAX_TBS) {
        return Optional.empty();
      }
      byte[] issuerKey =
          Certificate.getInstance(issuer).getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER);
      return Optional.of(
          new Precertificate(
              Measurement.of(Sha2.sha256(issuerKey)),
              Measurement.of(bare),
              timestamps.get(),
              tbs.getEndDate().getDate().toInstant()));
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Optional.empty();
    }
  }

  /**
   * The TBSCertificate as it came; the types for certificates would write it anew.
   *
   * @throws IOException if it is not DER: what is written anew would not be what was signed
   */
  private static ASN1Sequence body(byte[] certificate) throws IOException {
    ASN1Primitive whole = ASN1Primitive.fromByteArray(certificate);
    if (!Arrays.equals(certificate, whole.getEncoded(ASN1Encoding.DER))) {
      throw new IOException("not DER");
    }
    return ASN1Sequence.getInstance(ASN1Sequence.getInstance(whole).getObjectAt(0));
  }

  /** The same sequence without one extension; everything else stays as it is, octet by octet. */
  private static DERSequence without(ASN1Sequence body) {
    ASN1EncodableVector members = new ASN1EncodableVector();
    for (ASN1Encodable member : body) {
      boolean isExtensions =
          member instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS;
      if (!isExtensions) {
        members.add(member);
        continue;
      }
      ASN1EncodableVector others = new ASN1EncodableVector();
      for (ASN1Encodable extension :
          ASN1Sequence.getInstance(((ASN1TaggedObject) member).getExplicitBaseObject())) {
        if (!ASN1Sequence.getInstance(extension).getObjectAt(0).equals(TIMESTAMPS)) {
          others.add(extension);
        }
      }
      if (others.size() > 0) {
        members.add(new DERTaggedObject(true, EXTENSIONS, new DERSequence(others)));
      }
    }
    return new DERSequence(members);
  }

  /** The bytes that a timestamp's signature covers (RFC 6962, section 3.2, digitally-signed). */
  byte[] signedBytes(SignedCertificateTimestamp timestamp) {
    byte[] extensions = timestamp.extensions().toByteArray();
    byte[] tbs = tbsCertificate.toByteArray();
    byte[] issuer = issuerKeyHash.toByteArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(
            1 + 1 + Long.BYTES + 2 + issuer.length + 3 + tbs.length + 2 + extensions.length);
    bytes.put((byte) 0).put((byte) 0).putLong(timestamp.timestamp());
    bytes.putShort((short) 1).put(issuer);
    bytes.put((byte) (tbs.length >>> 16)).putShort((short) tbs.length);
    bytes.put(tbs);
    bytes.putShort((short) extensions.length).put(extensions);
    return bytes.array();
  }
}
