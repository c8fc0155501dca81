package io.github.quotary.cli.crosscheck;

import io.github.quotary.cli.crosscheck.Tally.Outcome;
import io.github.quotary.qvl.CrossCheckResult;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.qvl.Difference;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Differences line by line, then a table. */
final class CrosscheckText implements CrosscheckReport {
  private final PrintWriter out;
  private int underTestRoots;

  CrosscheckText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> notices) {
    notices.forEach(out::println);
  }

  @Override
  public void compared(Subject subject, Against against, CrossCheckResult result) {
    if (!subject.hasIntelsRoot()) {
      underTestRoots++;
    }
    if (result instanceof Differ differ) {
      out.println(
          (differ.isKnown() ? "known   " : "DIFFERS ") + subject.id() + ", " + against.id());
      for (Difference difference : differ.differences()) {
        out.println("  " + difference);
      }
    }
  }

  @Override
  public void end(Tally tally) {
    out.println();
    out.println("against   compared   agree   known  differ  not comparable");
    for (Against against : Against.values()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-8s %9d %7d %7d %7d %15d",
              against.id(),
              tally.compared(against),
              tally.of(against, Outcome.AGREE),
              tally.of(against, Outcome.KNOWN),
              tally.of(against, Outcome.DIFFER),
              tally.of(against, Outcome.SKIPPED)));
    }
    if (underTestRoots > 0) {
      out.println(
          "TEST ROOT: "
              + underTestRoots
              + " of "
              + tally.compared()
              + " comparisons are under a root that is not Intel's");
    }
    out.println((underTestRoots > 0 ? "TEST ROOT, " : "") + conclusion(tally));
  }

  private static String conclusion(Tally tally) {
    if (tally.compared() == 0) {
      return "UNDECIDED: nothing to compare with; see the first lines for what is missing";
    }
    return tally.differ() == 0
        ? "AGREE: no unexplained differences"
        : "DISAGREE: unexplained differences in "
            + tally.differ()
            + " of "
            + tally.compared()
            + " comparisons";
  }
}
