package io.github.quotary.evidence.certificate;

import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.RaTlsCertificate;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** dstack's RA-TLS: extensions {@code 1.3.6.1.4.1.62397.1.1}, {@code .2} and {@code .8}. */
final class DstackEvidence {
  private static final String ATTESTATION = "dstack's attestation (1.3.6.1.4.1.62397.1.8)";
  private static final String QUOTE = "dstack's quote (1.3.6.1.4.1.62397.1.1)";

  private DstackEvidence() {}

  static Optional<Finding> find(RaTlsCertificate certificate) throws MalformedException {
    Optional<ByteBuffer> attestation = certificate.attestation();
    Optional<ByteBuffer> quote = certificate.quote();
    if (attestation.isPresent()) {
      Finding finding = ofAttestation(certificate, attestation.get());
      if (quote.isPresent() && !quote.get().equals(finding.quote())) {
        throw new MalformedException(0, QUOTE + " is not the one of " + ATTESTATION);
      }
      return Optional.of(finding);
    }
    if (quote.isEmpty()) {
      return Optional.empty();
    }
    Optional<ByteBuffer> log = certificate.eventLog().filter(ByteBuffer::hasRemaining);
    return Optional.of(
        new Finding(
            QUOTE,
            quote.get(),
            List.of(keyBinding(certificate, quote.get())),
            log.isPresent() ? Optional.of(log(log.get())) : Optional.empty()));
  }

  private static Finding ofAttestation(RaTlsCertificate certificate, ByteBuffer bytes)
      throws MalformedException {
    AttestationDecoding decoding = TdxAttestation.decode(bytes);
    if (decoding instanceof AttestationDecoding.Decoded decoded) {
      TdxAttestation attestation = decoded.attestation();
      return new Finding(
          ATTESTATION,
          attestation.quote(),
          List.of(
              keyBinding(certificate, attestation.quote()),
              Finding.inReportData(
                  "report data stated beside the quote",
                  attestation.quote(),
                  "stated",
                  attestation.reportData().toByteArray())),
          Optional.of(attestation.eventLog()));
    }
    String problem =
        decoding instanceof AttestationDecoding.Refused refused
            ? refused.reason()
            : ((AttestationDecoding.Malformed) decoding).problem();
    throw new MalformedException(0, ATTESTATION + " cannot be read: " + problem);
  }

  private static Binding keyBinding(RaTlsCertificate certificate, ByteBuffer quote) {
    byte[] key = Measurement.of(certificate.subjectPublicKeyInfo()).toByteArray();
    return Finding.inReportData(
        Finding.KEY_IN_REPORT_DATA,
        quote,
        "SHA-512 of \"ratls-cert:\" and the certificate's key",
        ReportDataTag.RA_TLS_CERT.reportData(key).toByteArray());
  }

  private static EventLog log(ByteBuffer json) throws MalformedException {
    try {
      return RuntimeEventLog.parse(json);
    } catch (EventLogFormatException e) {
      throw new MalformedException(
          0, "dstack's event log (1.3.6.1.4.1.62397.1.2) cannot be read: " + e.problem());
    }
  }
}
