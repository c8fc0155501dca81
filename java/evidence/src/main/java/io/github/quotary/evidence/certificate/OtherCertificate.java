package io.github.quotary.evidence.certificate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.Certificate;

/** Says what a certificate is that has no evidence, or none that is supported. */
final class OtherCertificate {
  /** Extensions by identifier, and what a certificate with one of them, or one below it, holds. */
  private static final Map<String, String> UNSUPPORTED = new LinkedHashMap<>();

  static {
    UNSUPPORTED.put("1.3.6.1.4.1.311.105.1", "Open Enclave's evidence");
    UNSUPPORTED.put("1.2.840.113556.10.1.1", "Open Enclave's older evidence");
    UNSUPPORTED.put("1.3.9901.2.1", "an SEV-SNP report of Contrast's attested TLS");
    UNSUPPORTED.put("1.3.9901.2.2", "a TDX report of Contrast's attested TLS");
  }

  private OtherCertificate() {}

  static String name(Certificate certificate, CertificateExtensions extensions) {
    String subject = "subject " + Printable.of(certificate.getSubject());
    for (Map.Entry<String, String> form : UNSUPPORTED.entrySet()) {
      if (extensions.hasBelow(form.getKey())) {
        return "an X.509 certificate with "
            + form.getValue()
            + " (extension "
            + form.getKey()
            + "), which is not supported; "
            + subject;
      }
    }
    String kind = "";
    if (RawQuoteEvidence.isPck(extensions)) {
      kind = "a PCK certificate of Intel, which belongs into a quote; ";
    } else if (extensions.hasBelow("1.3.6.1.4.1.3704.1")) {
      kind = "an endorsement key certificate of AMD; ";
    }
    return "an X.509 certificate without attestation evidence: " + kind + subject;
  }
}
