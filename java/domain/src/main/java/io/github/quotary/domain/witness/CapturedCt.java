package io.github.quotary.domain.witness;

import io.github.quotary.domain.ct.CtAnswer;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.LoggedCertificate;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.CtAttempt;
import io.github.quotary.domain.report.CtOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a capture has of Certificate Transparency.
 *
 * @param certificates what was found, from all answers
 * @param outcome what came of the question
 * @param missingCertificates why certificates that an answer names are not there, a line each
 */
record CapturedCt(
    List<LoggedCertificate> certificates, CtOutcome outcome, List<String> missingCertificates) {
  private static final String SEARCH = "search ";
  private static final String EARLY_SEARCH = "crt.sh ";
  private static final String SOURCE = "source ";
  private static final String CERTIFICATE = "certificate ";
  private static final String FAILURE = "failure ";

  CapturedCt {
    certificates = List.copyOf(certificates);
    missingCertificates = List.copyOf(missingCertificates);
  }

  static String key(String query) {
    return SEARCH + query;
  }

  static String certificateKey(byte[] der) {
    return CERTIFICATE + RawBytes.of(der).sha256();
  }

  /** Adds an answer, and who gave it. */
  static void add(DomainEvidence.Builder builder, String query, CtReply.Answered answer) {
    builder.ctAnswer(key(query), answer.bytes());
    builder.ctAnswer(SOURCE + query, answer.address().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a search without an answer.
   *
   * @param number which source of several was asked, from 0
   */
  static void addFailure(
      DomainEvidence.Builder builder, String asked, int number, CtReply.Failed failed) {
    builder.ctAnswer(failureKey(asked, number), CtAttemptJson.write(failed));
  }

  private static String failureKey(String asked, int number) {
    return FAILURE + asked + (number == 0 ? "" : " " + number);
  }

  /** All answers together; a query without an answer leaves a gap. */
  static CapturedCt of(DomainEvidence evidence, List<String> queries) {
    Reader reader = new Reader(evidence);
    if (evidence.ctAnswers().isEmpty()) {
      return new CapturedCt(List.of(), new CtOutcome.NotAsked(), List.of());
    }
    queries.forEach(reader::addQuery);
    evidence.ctAnswers().forEach(reader::addCertificate);
    return new CapturedCt(reader.certificates, reader.outcome(), reader.missing());
  }

  /** Collects what the answers of one capture say. */
  private static final class Reader {
    private final DomainEvidence evidence;
    private final List<LoggedCertificate> certificates = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<CtAttempt> attempts = new ArrayList<>();
    private boolean isAnswered;
    private boolean lacksAnswer;

    Reader(DomainEvidence evidence) {
      this.evidence = evidence;
    }

    private Optional<RawBytes> raw(String name) {
      return Optional.ofNullable(evidence.ctAnswers().get(name));
    }

    void addQuery(String query) {
      attempts.addAll(attempts(query));
      Optional<RawBytes> raw = raw(key(query)).or(() -> raw(EARLY_SEARCH + query));
      if (raw.isEmpty()) {
        lacksAnswer = true;
        if (attempts(query).isEmpty()) {
          gaps.add(query + ": it was not queried");
        }
        return;
      }
      isAnswered = true;
      sources.add(raw(SOURCE + query).map(Reader::text).map(Reader::service).orElse("crt.sh"));
      CtAnswer answer = CtSearchAnswer.read(raw.get().toByteArray());
      certificates.addAll(answer.certificates());
      answer.gap().ifPresent(gap -> gaps.add(query + ": " + gap));
    }

    private List<CtAttempt> attempts(String query) {
      List<CtAttempt> found = new ArrayList<>();
      for (int i = 0; raw(failureKey(query, i)).isPresent(); i++) {
        found.add(CtAttemptJson.read(query, raw(failureKey(query, i)).get()));
      }
      return found;
    }

    void addCertificate(String name, RawBytes der) {
      if (name.startsWith(CERTIFICATE)) {
        Optional<LoggedCertificate> certificate = LoggedCertificate.of(der.toByteArray());
        certificate.ifPresent(certificates::add);
        if (certificate.isEmpty()) {
          gaps.add(name + " is malformed");
        }
      }
    }

    CtOutcome outcome() {
      if (!isAnswered && certificates.isEmpty() && gaps.isEmpty()) {
        return new CtOutcome.Unavailable(attempts);
      }
      return gaps.isEmpty() && !lacksAnswer
          ? new CtOutcome.Complete(List.copyOf(sources), attempts)
          : new CtOutcome.Incomplete(List.copyOf(sources), gaps, attempts);
    }

    List<String> missing() {
      List<String> lines = new ArrayList<>();
      for (Map.Entry<String, RawBytes> entry : evidence.ctAnswers().entrySet()) {
        if (entry.getKey().startsWith(FAILURE + CERTIFICATE)) {
          String asked = entry.getKey().substring(FAILURE.length());
          CtAttempt attempt = CtAttemptJson.read(asked, entry.getValue());
          lines.add(
              attempt.address()
                  + ": "
                  + attempt.why()
                  + (attempt.tries() > 1 ? " (" + attempt.tries() + " tries)" : ""));
        }
      }
      return lines;
    }

    private static String text(RawBytes utf8) {
      return new String(utf8.toByteArray(), StandardCharsets.UTF_8);
    }

    /** An address without its query. */
    private static String service(String address) {
      int query = address.indexOf('?');
      return query < 0 ? address : address.substring(0, query);
    }
  }
}
