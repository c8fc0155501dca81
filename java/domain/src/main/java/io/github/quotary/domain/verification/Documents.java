package io.github.quotary.domain.verification;

import io.github.quotary.domain.evidence.ChallengePath;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.List;
import java.util.Optional;

/**
 * The documents in evidence, each within bounds. Immutable.
 *
 * @param evidence the evidence
 */
public record Documents(DomainEvidence evidence) {
  /**
   * Documents that the capture rejected because of their form; without the answer to a challenge
   * that is not offered.
   */
  Form form() {
    List<String> refused =
        evidence.documents().entrySet().stream()
            .filter(document -> ChallengePath.nonce(document.getKey()).isEmpty())
            .flatMap(
                document ->
                    refusal(document.getValue())
                        .map(detail -> document.getKey() + ": " + detail)
                        .stream())
            .toList();
    return new Form(0, refused);
  }

  private static Optional<String> refusal(Document document) {
    return document instanceof Document.Absent absent
            && (absent.reason() == Document.Reason.TOO_LARGE
                || absent.reason() == Document.Reason.ENCODED)
        ? Optional.of(absent.detail())
        : Optional.empty();
  }

  /** The document behind a path, if present and within the size limit in bytes. */
  public Part<RawBytes> document(String path, int maxBytes) {
    Optional<RawBytes> body = evidence.body(path);
    if (body.isEmpty()) {
      return new Part<>(body, Form.nothing());
    }
    int size = body.get().size();
    return size > maxBytes
        ? new Part<>(
            Optional.empty(),
            Form.problem(path, Optional.of("it has " + size + " bytes; the limit is " + maxBytes)))
        : new Part<>(body, new Form(1, List.of()));
  }

  /** Why there is no document behind a path, in words. */
  public String absence(String path) {
    return evidence
        .document(path)
        .map(
            document ->
                document instanceof Document.Absent absent
                    ? path + ": " + absent.detail()
                    : path + ": HTTP status " + ((Document.Answered) document).status())
        .orElse(path + " is not in the evidence");
  }
}
