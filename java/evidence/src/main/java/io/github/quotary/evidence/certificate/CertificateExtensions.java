package io.github.quotary.evidence.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate; one with two of a kind does not parse. */
final class CertificateExtensions {
  private final @Nullable Extensions extensions;

  CertificateExtensions(Certificate certificate) {
    extensions = certificate.getTBSCertificate().getExtensions();
  }

  /** The octets of an extension's value. */
  Optional<byte[]> value(String oid) {
    Extension extension =
        extensions == null ? null : extensions.getExtension(new ASN1ObjectIdentifier(oid));
    return Optional.ofNullable(extension).map(found -> found.getExtnValue().getOctets());
  }

  /** Whether there is an extension of this identifier, or below it. */
  boolean hasBelow(String oid) {
    return identifiers().stream()
        .anyMatch(found -> found.equals(oid) || found.startsWith(oid + "."));
  }

  private List<String> identifiers() {
    List<String> identifiers = new ArrayList<>();
    if (extensions != null) {
      for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
        identifiers.add(oid.getId());
      }
    }
    return identifiers;
  }
}
