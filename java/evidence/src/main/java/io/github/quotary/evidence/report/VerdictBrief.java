package io.github.quotary.evidence.report;

import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbShortfall;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A verdict in at most ten lines, one fact a line: the headline, why, what to do, identity, dates,
 * root, collateral, how, and what was not checked. {@link VerdictText} has the rest.
 */
public final class VerdictBrief {
  /** The most that are needed to tell measurements apart by eye: 6 bytes in hexadecimal. */
  private static final int SHORT = 12;

  private static final Map<String, String> IDENTITY =
      Map.of(
          "mrTd", "MRTD",
          "mrConfigId", "MRCONFIGID",
          "mrOwner", "MROWNER",
          "mrOwnerConfig", "MROWNERCONFIG",
          "mrEnclave", "MRENCLAVE",
          "mrSigner", "MRSIGNER",
          "reportData", "report data");

  private static final Set<String> SHOWN = Set.of("mrTd", "mrEnclave", "mrSigner", "reportData");

  private final StringBuilder text = new StringBuilder();

  private VerdictBrief() {}

  /** The verdict. */
  public static String of(VerificationResult result, Provenance provenance) {
    VerdictBrief brief = new VerdictBrief();
    brief.text.append(Headline.of(result, provenance.isVector())).append('\n');
    brief.why(result);
    Advice.on(result).ifPresent(advice -> brief.line("To do", advice));
    quote(result).ifPresent(quote -> brief.line("Identity", identity(quote, result)));
    brief.text.append(dates(result, provenance)).append('\n');
    brief.text.append(Provenance.root(result.context().trustAnchor())).append('\n');
    brief
        .text
        .append("Collateral from ")
        .append(oneLine(provenance.collateralSource()))
        .append(age(result))
        .append('\n');
    brief.line("Decided", provenance.decided(result.context()));
    brief.text.append(NotChecked.line(result)).append('\n');
    return brief.text.toString();
  }

  private static String age(VerificationResult result) {
    return result instanceof Verified verified
        ? CollateralAge.note(verified).map(note -> "; " + note).orElse("")
        : "";
  }

  private void why(VerificationResult result) {
    if (result instanceof Verified verified) {
      List<Violation> violations = verified.violations();
      violations.stream().findFirst().ifPresent(first -> line("Why", VerdictText.objection(first)));
      if (violations.size() > 1) {
        line("Also", others(violations));
      } else {
        shortfall(verified);
      }
    } else if (result instanceof Rejected rejected) {
      line("Why", rejected.detail());
      line("Intel", VerdictText.status(rejected));
    }
  }

  private static String others(List<Violation> violations) {
    return "policy "
        + violations.stream()
            .skip(1)
            .map(Violation::rule)
            .distinct()
            .collect(Collectors.joining(", "))
        + " (--full has the values)";
  }

  /** The first component that falls short, and the advisories that hold. */
  private void shortfall(Verified verified) {
    List<TcbShortfall> shortfalls =
        verified.explanation().map(TcbExplanation::shortfalls).orElse(List.of());
    List<String> parts = new ArrayList<>();
    shortfalls.stream().findFirst().ifPresent(first -> parts.add(first.toString()));
    if (shortfalls.size() > 1) {
      parts.add(shortfalls.size() - 1 + " more with --full");
    }
    if (!verified.tcb().advisoryIds().isEmpty()) {
      parts.add("advisories " + String.join(", ", verified.tcb().advisoryIds()));
    }
    if (!parts.isEmpty()) {
      line("TCB", String.join("; ", parts));
    }
  }

  private static Optional<Quote> quote(VerificationResult result) {
    if (result instanceof Verified verified) {
      return Optional.of(verified.verifiedQuote());
    }
    return result instanceof Rejected rejected
        ? rejected.unverifiedQuote()
        : Optional.of(((Undecided) result).unverifiedQuote());
  }

  private static String identity(Quote quote, VerificationResult result) {
    Map<String, String> fields = ReportFields.of(quote.body());
    String shown =
        fields.entrySet().stream()
            .filter(field -> SHOWN.contains(field.getKey()))
            .map(
                field ->
                    IDENTITY.getOrDefault(field.getKey(), field.getKey())
                        + " "
                        + shortened(field.getValue()))
            .collect(Collectors.joining(", "));
    return shown
        + "; "
        + compared(result)
        + "; "
        + quote.teeType().name().toUpperCase(Locale.ROOT)
        + " quote version "
        + quote.version()
        + ", id "
        + shortened(quote.id().toString());
  }

  private static String shortened(String hex) {
    return hex.length() > SHORT ? hex.substring(0, SHORT) + "..." : hex;
  }

  /** What the caller stated, and whether it holds. */
  private static String compared(VerificationResult result) {
    if (!(result instanceof Verified verified)) {
      return "not proven";
    }
    List<String> stated = stated(verified.context());
    if (stated.isEmpty()) {
      return "not stated";
    }
    List<String> differ =
        verified.violations().stream().map(Violation::rule).filter(stated::contains).toList();
    return differ.isEmpty()
        ? "as you stated: " + words(stated)
        : "not as you stated: " + words(differ);
  }

  private static List<String> stated(VerificationContext context) {
    return context.stated().stream()
        .filter(rule -> IDENTITY.containsKey(rule) || rule.startsWith("rtmr"))
        .sorted()
        .toList();
  }

  private static String words(List<String> rules) {
    return rules.stream()
        .distinct()
        .map(rule -> IDENTITY.getOrDefault(rule, rule.toUpperCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private static String dates(VerificationResult result, Provenance provenance) {
    String verifiedAt = "Verified at " + result.verifiedAt() + " (" + provenance.timeSource() + ")";
    return result instanceof Verified verified
        ? verifiedAt
            + "; collateral expires "
            + verified.validity().earliestExpiration()
            + (verified.expired() ? " (EXPIRED)" : "")
            + "; TCB date "
            + verified.tcb().tcbDate()
        : verifiedAt;
  }

  private void line(String label, String fact) {
    text.append(label).append(": ").append(oneLine(fact)).append('\n');
  }

  private static String oneLine(String fact) {
    return fact.replace('\n', ' ').replace('\r', ' ');
  }
}
