package io.github.quotary.domain.witness;

import io.github.quotary.domain.ct.CrtSh;
import io.github.quotary.domain.ct.CtAnswer;
import io.github.quotary.domain.ct.LoggedCertificate;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a capture has of Certificate Transparency. */
final class CapturedCt {
  private static final String SEARCH = "crt.sh ";
  private static final String CERTIFICATE = "certificate ";
  private static final String FAILURE = "failure ";

  private CapturedCt() {}

  static String key(String query) {
    return SEARCH + query;
  }

  static String certificateKey(byte[] der) {
    return CERTIFICATE + RawBytes.of(der).sha256();
  }

  /** The name of what is known of a request without a usable answer: the cause, UTF-8. */
  static String failureKey(String asked) {
    return FAILURE + asked;
  }

  /** Why certificates that an answer names are not there, a line each. */
  static List<String> missingCertificates(DomainEvidence evidence) {
    return evidence.ctAnswers().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(FAILURE + CERTIFICATE))
        .map(entry -> text(entry.getValue()))
        .toList();
  }

  private static String text(RawBytes utf8) {
    return new String(utf8.toByteArray(), StandardCharsets.UTF_8);
  }

  private static CtAnswer failure(DomainEvidence evidence, String query) {
    RawBytes cause = evidence.ctAnswers().get(failureKey(query));
    return CtAnswer.unavailable(cause == null ? "it was not queried" : "asked " + text(cause));
  }

  /** Whether anything was queried at all. */
  static boolean isEmpty(DomainEvidence evidence) {
    return evidence.ctAnswers().isEmpty();
  }

  /** All answers together; a query without an answer leaves a gap. */
  static CtAnswer of(DomainEvidence evidence, List<String> queries) {
    List<LoggedCertificate> certificates = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (String query : queries) {
      RawBytes raw = evidence.ctAnswers().get(key(query));
      CtAnswer answer = raw == null ? failure(evidence, query) : CrtSh.parse(raw.toByteArray());
      certificates.addAll(answer.certificates());
      answer.gap().ifPresent(gap -> gaps.add(query + ": " + gap));
    }
    for (Map.Entry<String, RawBytes> entry : evidence.ctAnswers().entrySet()) {
      if (entry.getKey().startsWith(CERTIFICATE)) {
        Optional<LoggedCertificate> certificate =
            LoggedCertificate.of(entry.getValue().toByteArray());
        certificate.ifPresent(certificates::add);
        if (certificate.isEmpty()) {
          gaps.add(entry.getKey() + " is malformed");
        }
      }
    }
    return new CtAnswer(
        certificates, gaps.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", gaps)));
  }
}
