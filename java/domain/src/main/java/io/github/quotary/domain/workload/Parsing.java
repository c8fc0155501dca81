package io.github.quotary.domain.workload;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes documents out of evidence, within bounds, and keeps what was wrong with their form: check
 * PARSE-1. Not thread-safe.
 */
public final class Parsing {
  private final DomainEvidence evidence;
  private final List<String> problems = new ArrayList<>();
  private int read;

  /** Of this evidence. */
  public Parsing(DomainEvidence evidence) {
    this.evidence = evidence;
    evidence
        .documents()
        .forEach(
            (path, document) -> {
              if (document instanceof Document.Absent absent
                  && (absent.reason() == Document.Reason.TOO_LARGE
                      || absent.reason() == Document.Reason.ENCODED)) {
                problem(path, absent.detail());
              }
            });
  }

  /** The document behind a path, if it is there and has at most so many bytes. */
  public Optional<RawBytes> document(String path, int maxBytes) {
    Optional<RawBytes> body = evidence.body(path);
    if (body.isPresent() && body.get().size() > maxBytes) {
      problem(path, "it has " + body.get().size() + " bytes; at most " + maxBytes + " are read");
      return Optional.empty();
    }
    read += body.isPresent() ? 1 : 0;
    return body;
  }

  /** Why there is no document behind a path, for a person. */
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

  /** The value of a part of the evidence; what is wrong with its form is noted. */
  public <T> Optional<T> found(String ref, Reading<T> reading) {
    reading.problem().ifPresent(problem -> problem(ref, problem));
    return reading.found();
  }

  /** Something is wrong with the form of a part of the evidence. */
  public void problem(String ref, String problem) {
    problems.add(ref + ": " + problem);
  }

  /** What was found so far. */
  public Finding finding() {
    if (!problems.isEmpty()) {
      return Finding.fail(Check.PARSE_1, problems.get(0)).withDetails(problems);
    }
    return read == 0
        ? Finding.incomplete(Check.PARSE_1, "there is no document to read")
        : Finding.pass(Check.PARSE_1, read + " documents are of their form");
  }
}
