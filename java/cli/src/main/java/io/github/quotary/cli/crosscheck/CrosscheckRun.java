package io.github.quotary.cli.crosscheck;

import io.github.quotary.cli.crosscheck.Tally.Outcome;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.qvl.CrossCheck;
import io.github.quotary.qvl.CrossCheckResult;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.qvl.QvlVerdict;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares this engine's verdicts with those of Intel's code, input by input. */
public final class CrosscheckRun {
  private final IntelSide intel;
  private final Set<Against> wanted;
  private final Subjects subjects;
  private final EcdsaP256 engine;
  private final CrosscheckReport report;
  private final Tally tally = new Tally();
  private final Map<TrustAnchor, Verifier> verifiers = new HashMap<>();

  private CrosscheckRun(
      IntelSide intel,
      Set<Against> wanted,
      Subjects subjects,
      EcdsaP256 engine,
      CrosscheckReport report) {
    this.intel = intel;
    this.wanted = wanted;
    this.subjects = subjects;
    this.engine = engine;
    this.report = report;
  }

  /** A run that writes text. */
  public static CrosscheckRun withText(
      IntelSide intel, Set<Against> wanted, Subjects subjects, EcdsaP256 engine, PrintWriter out) {
    return new CrosscheckRun(intel, wanted, subjects, engine, new CrosscheckText(out));
  }

  /** A run that writes JSON lines. */
  public static CrosscheckRun withJson(
      IntelSide intel,
      Set<Against> wanted,
      Subjects subjects,
      EcdsaP256 engine,
      PrintWriter out,
      PrintWriter messages) {
    return new CrosscheckRun(intel, wanted, subjects, engine, new CrosscheckJson(out, messages));
  }

  /** Checks all inputs. */
  public void run(List<String> inputs) {
    report.begin(intel.notices());
    for (String input : inputs) {
      subjects.forEach(input, this::check);
    }
    report.end(tally);
  }

  /** Number of comparisons. */
  public int compared() {
    return tally.compared();
  }

  /** Number of comparisons with an unexplained difference. */
  public int differ() {
    return tally.differ();
  }

  private void check(Subject subject) {
    VerificationResult ours =
        verifiers
            .computeIfAbsent(subject.anchor(), this::newVerifier)
            .verify(subject.quote(), subject.collateral(), subject.at());
    for (Against against : Against.values()) {
      Optional<QvlVerdict> theirs =
          wanted.contains(against) ? intel.verdict(against, subject) : Optional.empty();
      if (theirs.isPresent()) {
        CrossCheckResult result =
            CrossCheck.compare(ours, theirs.get(), subject.collateral(), subject.at());
        tally.add(against, outcome(result));
        report.compared(subject, against, result);
      } else {
        tally.add(against, Outcome.SKIPPED);
      }
    }
  }

  private static Outcome outcome(CrossCheckResult result) {
    if (result instanceof Differ differ) {
      return differ.isKnown() ? Outcome.KNOWN : Outcome.DIFFER;
    }
    return Outcome.AGREE;
  }

  /** Without a cache: like Intel's code, each verdict starts from raw bytes. */
  private Verifier newVerifier(TrustAnchor anchor) {
    return Verifier.builder()
        .trustAnchor(anchor)
        .generation(subjects.generation())
        .engine(engine)
        .cache(CacheLimits.none())
        .build();
  }
}
