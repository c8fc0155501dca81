package io.github.quotary.service.envoy;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.quote.Measurement;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a quote's report data ties it to the request. A nonce is taken at once, before the quote
 * is verified, so that a failed attempt uses it up.
 */
final class BindingCheck {
  private static final int REPORT_DATA_SIZE = 64;

  private final ReportDataBinding binding;
  private final Submission.Found submission;
  private final Optional<Challenge> challenge;

  private BindingCheck(
      ReportDataBinding binding, Submission.Found submission, Optional<Challenge> challenge) {
    this.binding = binding;
    this.submission = submission;
    this.challenge = challenge;
  }

  static BindingCheck begin(
      ReportDataBinding binding, ClientRequest request, Submission.Found submission) {
    Optional<Challenge> challenge =
        binding instanceof ReportDataBinding.Nonce nonce && !submission.isInCertificate()
            ? take(nonce, request)
            : Optional.empty();
    return new BindingCheck(binding, submission, challenge);
  }

  private static Optional<Challenge> take(ReportDataBinding.Nonce binding, ClientRequest request) {
    return request
        .header(binding.header())
        .filter(text -> text.length() <= REPORT_DATA_SIZE * 2)
        .flatMap(BytesText::decode)
        .flatMap(nonce -> binding.store().take(binding.context(), nonce).challenge());
  }

  /** Whether anything ties the quote to its sender. */
  boolean isBound() {
    return submission.isInCertificate() || !(binding instanceof ReportDataBinding.None);
  }

  /** What is wrong with the report data of a verified quote; empty if nothing. */
  Optional<String> problem(Measurement reportData) {
    if (binding instanceof ReportDataBinding.None || submission.isInCertificate()) {
      return Optional.empty();
    }
    if (binding instanceof ReportDataBinding.Nonce) {
      return nonceProblem(reportData);
    }
    if (submission.key().isEmpty()) {
      return Optional.of(
          "a quote in a header must be bound to the key of a client's certificate; the client sent"
              + " none");
    }
    return isOfKey(reportData, submission.key().get())
        ? Optional.empty()
        : Optional.of("the quote's report data is not of the key of the client's certificate");
  }

  private static boolean isOfKey(Measurement reportData, byte[] key) {
    return reportData.equals(padded(Sha2.newDigest("SHA-512").digest(key)))
        || reportData.equals(padded(Sha2.sha256(key)))
        || reportData.equals(ReportDataTag.RA_TLS_CERT.reportData(key));
  }

  private static Measurement padded(byte[] bytes) {
    return Measurement.of(Arrays.copyOf(bytes, REPORT_DATA_SIZE));
  }

  private Optional<String> nonceProblem(Measurement reportData) {
    if (challenge.isEmpty()) {
      return Optional.of("no nonce that was handed out, is not too old, and was not used before");
    }
    Challenge asked = challenge.get();
    Measurement answer =
        submission
            .key()
            .map(key -> Measurement.of(asked.reportData(key)))
            .orElseGet(() -> padded(asked.nonce()));
    return answer.equals(reportData)
        ? Optional.empty()
        : Optional.of("the quote's report data does not answer the nonce");
  }
}
