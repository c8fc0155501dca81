package io.github.quotary.evidence.certificate;

import io.github.quotary.crypto.Sha2;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The older forms of RA-TLS: the quote is the extension's value, and its report data is SHA-256 of
 * the key and zeros.
 */
final class RawQuoteEvidence {
  private static final String GRAMINE = "1.2.840.113741.1337.6";

  /** The same with its DER header in its body, as Gramine wrote it. */
  private static final String GRAMINE_TWICE = "0.6.9.42.840.113741.1337.6";

  /** Intel's SGX extension; Intel's SGX SDK puts a quote there. */
  static final String SGX_EXTENSION = "1.2.840.113741.1.13.1";

  private static final byte SEQUENCE = 0x30;

  private RawQuoteEvidence() {}

  static List<Finding> find(CertificateExtensions extensions, ByteBuffer key) {
    List<Finding> findings = new ArrayList<>();
    add(findings, "Gramine's quote (" + GRAMINE + ")", extensions.value(GRAMINE), key);
    add(
        findings,
        "Gramine's quote (" + GRAMINE + ", encoded twice)",
        extensions.value(GRAMINE_TWICE),
        key);
    add(
        findings,
        "the quote of Intel's SGX SDK (" + SGX_EXTENSION + ")",
        extensions.value(SGX_EXTENSION).filter(value -> !isSequence(value)),
        key);
    return findings;
  }

  /** Whether the SGX extension is that of a PCK certificate. */
  static boolean isPck(CertificateExtensions extensions) {
    return extensions.value(SGX_EXTENSION).filter(RawQuoteEvidence::isSequence).isPresent();
  }

  private static boolean isSequence(byte[] value) {
    return value.length > 0 && value[0] == SEQUENCE;
  }

  private static void add(
      List<Finding> findings, String place, Optional<byte[]> quote, ByteBuffer key) {
    quote.map(bytes -> finding(place, bytes, key)).ifPresent(findings::add);
  }

  private static Finding finding(String place, byte[] quote, ByteBuffer key) {
    ByteBuffer bytes = ByteBuffer.wrap(quote).asReadOnlyBuffer();
    return new Finding(
        place,
        bytes,
        List.of(
            Finding.inReportData(
                Finding.KEY_IN_REPORT_DATA,
                bytes,
                "SHA-256 of the certificate's key",
                Sha2.sha256(key))),
        Optional.empty());
  }
}
