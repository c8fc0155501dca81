package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.ChallengePath;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts.Continuity;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.verification.Freshness;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.Proof;
import io.github.quotary.quote.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the domain answered a challenge: check FRESH-1. It passes only for whoever sent the
 * nonce: in a capture the nonce may be its maker's choice. A wrong answer fails in either case; no
 * answer leaves the age of the quotes unknown.
 */
final class ChallengeCheck {
  static final String REF = "challenge";

  private static final Duration MUCH = Duration.ofMinutes(5);

  private final ManifestStage manifest;
  private final Inquiry inquiry;
  private final Optional<Assessment> main;
  private final Measurement nonce;
  private final List<String> faults = new ArrayList<>();
  private final List<String> unknowns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ChallengeCheck(ManifestStage manifest, Optional<Assessment> main, Measurement nonce) {
    this.manifest = manifest;
    this.inquiry = manifest.inquiry();
    this.main = main;
    this.nonce = nonce;
  }

  /**
   * FRESH-1.
   *
   * @param main the quote over the manifest, if there is one
   */
  static Finding of(ManifestStage manifest, Optional<Assessment> main) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Document> document :
        manifest.inquiry().evidence().documents().entrySet()) {
      ChallengePath.nonce(document.getKey())
          .ifPresent(
              nonce ->
                  findings.add(
                      new ChallengeCheck(manifest, main, nonce).finding(document.getValue())));
    }
    return findings.isEmpty() ? Freshness.unknown() : Finding.worst(findings);
  }

  private Finding finding(Document document) {
    if (document instanceof Document.Absent absent) {
      return notOffered(absent.detail());
    }
    Document.Answered answered = (Document.Answered) document;
    if (!answered.isOk()) {
      return notOffered("HTTP status " + answered.status());
    }
    return ChallengeAnswer.isMeant(answered.body())
        ? judged(answered.body())
        : notOffered("the answer is not a JSON object");
  }

  private static Finding notOffered(String answer) {
    return Freshness.unknown().withDetail("the domain offers no challenge: " + answer);
  }

  private Finding judged(RawBytes body) {
    if (body.size() > EvidencePaths.MAX_CHALLENGE) {
      return wrong("it has " + body.size() + " bytes");
    }
    return ChallengeAnswer.read(body)
        .fold(this::compared, malformed -> wrong(malformed.text()))
        .withRefs(REF);
  }

  private static Finding wrong(String fault) {
    return Finding.fail(Check.FRESH_1, "the domain answered a challenge wrongly: " + fault);
  }

  private Finding compared(ChallengeAnswer answer) {
    Assessment assessment = inquiry.assessor().assess(new Proof(REF, answer.quote()));
    statement(answer.statement());
    reportData(answer.statement(), assessment);
    ChallengeQuote quote = ChallengeQuote.of(assessment, main, inquiry);
    faults.addAll(quote.faults());
    unknowns.addAll(quote.unknowns());
    notes(answer.statement());
    return outcome().withDetails(lines());
  }

  private void statement(ChallengeStatement statement) {
    if (!statement.nonce().equals(nonce)) {
      faults.add("it is over the nonce " + statement.nonce() + ", not over the one that was sent");
    }
    if (!manifest.host().isCoveredByAny(statement.names())) {
      faults.add("it is about " + statement.names() + ", not about " + manifest.host());
    }
    served(statement);
    compare("the account", statement.account(), manifest.account());
    compare("the manifest", statement.manifestSha256(), manifest.digest());
  }

  /** Over connections with different certificates, nobody knows which of them it answers. */
  private void served(ChallengeStatement statement) {
    Optional<Measurement> key = inquiry.served().map(leaf -> leaf.subjectPublicKeyInfo().sha256());
    Continuity continuity = inquiry.evidence().tls().continuity();
    if (continuity == Continuity.ONE_CONNECTION || continuity == Continuity.SAME_LEAF) {
      compare("the served key", statement.spkiSha256(), key);
    } else {
      unknowns.add("the connection that it came over is unknown");
    }
  }

  private <T> void compare(String what, T stated, Optional<T> known) {
    if (known.isEmpty()) {
      unknowns.add(what + " is unknown");
    } else if (!known.get().equals(stated)) {
      faults.add(what + " is " + known.get() + "; it states " + stated);
    }
  }

  private void reportData(ChallengeStatement statement, Assessment assessment) {
    Optional<Measurement> found = assessment.reportData();
    if (found.isEmpty()) {
      faults.add("its quote is not a TD quote");
    } else if (!found.get().equals(statement.reportData())) {
      faults.add(
          "its quote has the report data "
              + found.get()
              + "; those of the statement are "
              + statement.reportData());
    } else if (assessment.statesOtherReportData()) {
      faults.add("the report data beside its quote differ from the quote's");
    }
  }

  private void notes(ChallengeStatement statement) {
    notes.add("nonce " + nonce);
    notes.add("stated names: " + statement.names());
    notes.add("the TD's clock, which its host can set: " + statement.time());
    Duration difference = Duration.between(inquiry.evidence().capturedAt(), statement.time()).abs();
    if (difference.compareTo(MUCH) > 0) {
      notes.add("that differs from the capture's clock by " + difference.toSeconds() + " seconds");
    }
    inquiry
        .served()
        .map(LeafCertificate::der)
        .filter(der -> !der.sha256().equals(statement.certificateSha256()))
        .ifPresent(
            der ->
                notes.add(
                    "it states another certificate: SHA-256 " + statement.certificateSha256()));
  }

  private Finding outcome() {
    if (!faults.isEmpty()) {
      return wrong(faults.get(0));
    }
    if (!unknowns.isEmpty()) {
      return Finding.incomplete(
          Check.FRESH_1, "a challenge was answered, but not all is known: " + unknowns.get(0));
    }
    return inquiry.evidence().origin() == DomainEvidence.Origin.LIVE
        ? Finding.pass(Check.FRESH_1, "the TD answered our nonce " + where())
        : Finding.incomplete(
            Check.FRESH_1,
            "unknown: the TD answered the nonce of whoever captured this, who may have chosen it;"
                + " it was fresh for them, at "
                + inquiry.evidence().capturedAt());
  }

  /** A second connection with the same certificate may lead to another server that has its key. */
  private String where() {
    return inquiry.evidence().tls().continuity() == Continuity.ONE_CONNECTION
        ? "within this connection"
        : "over another connection with the same certificate";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(notes);
    faults.forEach(fault -> lines.add("wrong: " + fault));
    unknowns.forEach(unknown -> lines.add("unknown: " + unknown));
    if (!faults.isEmpty()) {
      lines.add("a certificate that was exchanged at that moment looks the same: ask again");
    }
    return lines;
  }
}
