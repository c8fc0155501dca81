package io.github.quotary.domain.verification;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of the documents that a stage read: check PARSE-1. Immutable.
 *
 * @param documents the number of documents
 * @param problems what is wrong with them, in order
 */
public record Form(int documents, List<String> problems) {
  private static final Form NOTHING = new Form(0, List.of());

  /** Copies the list. */
  public Form {
    problems = List.copyOf(problems);
  }

  /** No documents, no problems. */
  public static Form nothing() {
    return NOTHING;
  }

  /** A problem of a part of the evidence, if there is one. */
  public static Form problem(String ref, Optional<String> problem) {
    return new Form(0, problem.map(text -> ref + ": " + text).stream().toList());
  }

  /** This, then the other. */
  public Form and(Form other) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(other.problems);
    return new Form(documents + other.documents, all);
  }

  /** PARSE-1. */
  Finding finding() {
    if (!problems.isEmpty()) {
      return Finding.fail(Check.PARSE_1, problems.get(0)).withDetails(problems);
    }
    return documents == 0
        ? Finding.incomplete(Check.PARSE_1, "no document is available")
        : Finding.pass(Check.PARSE_1, documents + " documents are well-formed");
  }
}
