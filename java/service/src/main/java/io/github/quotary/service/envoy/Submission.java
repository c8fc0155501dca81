package io.github.quotary.service.envoy;

import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.text.BytesText;
import java.util.Optional;

/** A request's evidence. Nothing of it is verified. */
sealed interface Submission {
  /**
   * A quote.
   *
   * @param quote its bytes
   * @param isInCertificate whether it was in the client's certificate, and is bound to its key
   * @param key the certificate's key, SubjectPublicKeyInfo, DER
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Found(byte[] quote, boolean isInCertificate, Optional<byte[]> key) implements Submission {}

  /**
   * No quote that counts.
   *
   * @param decision the answer
   */
  record Missing(Decision decision) implements Submission {}

  /** The longest header that is read: 128 KiB. */
  int MAX_HEADER = 128 << 10;

  static Submission of(ClientRequest request, ExtAuthzOptions options) {
    Optional<PeerCertificate> certificate = certificate(request, options);
    Optional<String> header = request.header(options.header());
    if (header.isPresent()) {
      return ofHeader(header.get(), options, certificate.flatMap(PeerCertificate::key));
    }
    return certificate
        .map(Submission::ofCertificate)
        .orElseGet(
            () ->
                refuse(
                    Refusal.NO_EVIDENCE,
                    "send a quote in the header "
                        + options.header()
                        + (options.peerCertificate() ? ", or a certificate with one" : "")));
  }

  private static Optional<PeerCertificate> certificate(
      ClientRequest request, ExtAuthzOptions options) {
    if (options.peerCertificate() && !request.certificate().isEmpty()) {
      return request.certificate().length() > MAX_HEADER
          ? Optional.empty()
          : Optional.of(PeerCertificate.ofUrlEncoded(request.certificate()));
    }
    return options.forwardedCertificate()
        ? request
            .header("x-forwarded-client-cert")
            .filter(header -> header.length() <= MAX_HEADER)
            .flatMap(PeerCertificate::ofForwarded)
        : Optional.empty();
  }

  private static Submission ofHeader(String header, ExtAuthzOptions options, Optional<byte[]> key) {
    Optional<byte[]> quote =
        header.length() > MAX_HEADER ? Optional.empty() : BytesText.decode(header);
    return quote
        .<Submission>map(bytes -> new Found(bytes, false, key))
        .orElseGet(
            () ->
                refuse(
                    Refusal.UNREADABLE,
                    "the header "
                        + options.header()
                        + " is neither hexadecimal nor base64, or too long"));
  }

  private static Submission ofCertificate(PeerCertificate certificate) {
    Reading reading = EvidenceReader.read(certificate.pem()).oneQuote();
    if (!(reading instanceof Reading.Found found)) {
      return refuse(
          Refusal.NO_EVIDENCE,
          "the client's certificate has no evidence: " + ((Reading.Unread) reading).problem());
    }
    FoundQuote quote = found.quotes().get(0);
    if (!CertificateEvidence.bindsKey(quote.bindings())) {
      return refuse(Refusal.NOT_BOUND, "the quote in the client's certificate is not of its key");
    }
    byte[] bytes = new byte[quote.bytes().remaining()];
    quote.bytes().get(bytes);
    return new Found(bytes, true, certificate.key());
  }

  private static Submission refuse(Refusal refusal, String detail) {
    return new Missing(Decision.refuse(refusal, detail));
  }
}
