package io.github.quotary.domain.certificate;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A certificate (RFC 5280) as far as it binds names to a key, parsed and not verified. Immutable;
 * equal when the encodings are equal.
 *
 * @param der its encoding, which is DER
 * @param subjectPublicKeyInfo its key: the very bytes of the encoding
 * @param dnsNames the DNS names of its subject alternative names, in order; no other kind of name
 *     counts
 * @param issuer its issuer's name (RFC 4514)
 * @param serial its serial number in hexadecimal
 * @param notBefore when it begins
 * @param notAfter when it ends
 * @param oddKey what is non-canonical in its key's encoding, if anything: one key in two encodings
 *     would pass for two keys
 */
public record LeafCertificate(
    RawBytes der,
    RawBytes subjectPublicKeyInfo,
    List<String> dnsNames,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    Optional<String> oddKey) {
  private static final int MAX_BYTES = 1 << 16;
  private static final int UNCOMPRESSED = 4;

  /** Copies the list. */
  public LeafCertificate {
    dnsNames = List.copyOf(dnsNames);
  }

  /** Reads the DER encoding of a certificate; at most 64 KiB. Never throws. */
  public static Reading<LeafCertificate> read(RawBytes der) {
    if (der.size() > MAX_BYTES) {
      return Reading.malformed("a certificate of more than " + MAX_BYTES + " bytes");
    }
    try {
      byte[] bytes = der.toByteArray();
      Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(bytes));
      if (!Arrays.equals(bytes, certificate.getEncoded(ASN1Encoding.DER))) {
        return Reading.malformed("a certificate that is not DER-encoded");
      }
      return Reading.of(of(der, certificate));
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Reading.malformed(
          "not a valid X.509 certificate: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static LeafCertificate of(RawBytes der, Certificate certificate) throws IOException {
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    return new LeafCertificate(
        der,
        RawBytes.of(key.getEncoded(ASN1Encoding.DER)),
        dnsNames(certificate.getTBSCertificate().getExtensions()),
        certificate.getIssuer().toString(),
        certificate.getSerialNumber().getValue().toString(16),
        certificate.getStartDate().getDate().toInstant(),
        certificate.getEndDate().getDate().toInstant(),
        oddity(key));
  }

  private static List<String> dnsNames(@Nullable Extensions extensions) {
    List<String> names = new ArrayList<>();
    Extension extension =
        extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
    if (extension != null) {
      for (GeneralName name : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
        if (name.getTagNo() == GeneralName.dNSName) {
          names.add(ASN1IA5String.getInstance(name.getName()).getString());
        }
      }
    }
    return names;
  }

  private static Optional<String> oddity(SubjectPublicKeyInfo key) {
    if (!key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return Optional.empty();
    }
    if (!(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier)) {
      return Optional.of("its curve is given by explicit parameters, not by name");
    }
    byte[] point = key.getPublicKeyData().getOctets();
    return point.length == 0 || point[0] != UNCOMPRESSED
        ? Optional.of("its point is not uncompressed")
        : Optional.empty();
  }

  /**
   * What is non-canonical or malformed in a key (SubjectPublicKeyInfo, DER); empty if nothing is.
   */
  public static Optional<String> problemOfKey(byte[] subjectPublicKeyInfo) {
    try {
      SubjectPublicKeyInfo key =
          SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(subjectPublicKeyInfo));
      return Arrays.equals(subjectPublicKeyInfo, key.getEncoded(ASN1Encoding.DER))
          ? oddity(key)
          : Optional.of("it is not DER-encoded");
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Optional.of("it is not a SubjectPublicKeyInfo");
    }
  }

  /** Whether this instant lies within its dates. */
  public boolean isValidAt(Instant at) {
    return !at.isBefore(notBefore) && !at.isAfter(notAfter);
  }
}
