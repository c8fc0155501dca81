package io.github.quotary.ingress.plan;

import io.github.quotary.status.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plan as lines for a person. */
public final class PlanText {
  private static final int MAX_LINE = 1000;

  private PlanText() {}

  /** The lines; the first says what is to be known first. */
  public static String of(IngressPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(plan));
    lines.add("");
    lines.add("authority  " + plan.authority());
    lines.add(
        "account    "
            + fold(plan.account(), uri -> uri.orElse("none yet: it is registered first")));
    lines.add("id         " + fold(plan.id(), id -> id));
    for (NamePlan name : plan.names()) {
      lines.add("");
      lines.add(name.name().toString());
      lines.add("  certificate  " + fold(name.certificate(), PlanText::certificate));
      lines.add("  lock         " + lock(name.lock()));
      for (RecordLine line : name.records()) {
        lines.add(
            "  "
                + line.fate().words()
                + ": "
                + line.record()
                + (line.why().isEmpty() ? "" : " (" + line.why() + ")"));
      }
    }
    lines.add("");
    lines.add("files");
    plan.files().forEach(file -> lines.add("  " + file));
    if (!plan.unknown().isEmpty()) {
      lines.add("");
      lines.add("not known");
      plan.unknown().forEach(what -> lines.add("  " + what));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(SafeText.of(line, MAX_LINE)).append('\n'));
    return text.toString();
  }

  private static String headline(IngressPlan plan) {
    return switch (plan.readiness()) {
      case READY -> "READY: nothing is in the way, and every name will be locked to the account";
      case UNKNOWN -> "UNDECIDED: something could not be looked up; see 'not known'";
      case WEAK -> "WEAK: a record is in the way, or others can get certificates; see below";
      case FAILS -> "FAILS: the DNS provider cannot express what is wanted; see 'impossible'";
    };
  }

  private static String certificate(Optional<Instant> end) {
    return end.map(time -> "at hand, until " + time).orElse("none yet: it will be ordered");
  }

  private static String lock(Lock lock) {
    String words =
        lock.isStrong()
            ? "this account alone, for the name and for a wildcard"
            : lock.isUnknown() && !lock.isConditional()
                ? "not known"
                : "the name: "
                    + lock.forName().words()
                    + "; a wildcard: "
                    + lock.forWildcard().words();
    if (lock.isConditional()) {
      words += ", if no foreign CAA records stand there, which is not known";
    }
    return words + (lock.why().isEmpty() ? "" : " (" + lock.why() + ")");
  }

  private static <T> String fold(Fact<T> fact, Function<T, String> words) {
    return fact.known().map(words).orElseGet(() -> "not known");
  }
}
