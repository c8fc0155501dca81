package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.DomainReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Certificates for the names over time, as SVG: a bar for each, from the day on which it begins to
 * the day on which it ends, a line for the time of verification, and one for the time at which the
 * page was made.
 */
final class Timeline {
  private static final int ROW = 34;
  private static final int TOP = 50;

  /** Two lines closer than this share of the width have one label. */
  private static final double CLOSE = 0.2;

  private static final int MAX_BARS = 40;
  private static final int MAX_TEXT = 90;

  private final DomainReport report;
  private final Instant madeAt;
  private final List<Bar> bars;
  private final Instant from;
  private final Instant to;

  private Timeline(DomainReport report, Instant madeAt, List<Bar> bars) {
    this.report = report;
    this.madeAt = madeAt;
    this.bars = bars;
    Instant first = report.verifiedAt().isBefore(madeAt) ? report.verifiedAt() : madeAt;
    Instant last = report.verifiedAt().isBefore(madeAt) ? madeAt : report.verifiedAt();
    for (Bar bar : bars) {
      first = bar.from().isBefore(first) ? bar.from() : first;
      last = bar.to().isAfter(last) ? bar.to() : last;
    }
    this.from = first.minus(Duration.ofDays(3));
    this.to = last.plus(Duration.ofDays(3));
  }

  /** Writes the timeline; nothing if no certificate is known. */
  static boolean write(Html html, DomainReport report, Instant madeAt) {
    List<Bar> bars = bars(report);
    if (bars.isEmpty()) {
      return false;
    }
    new Timeline(report, madeAt, bars).write(html);
    return true;
  }

  private static List<Bar> bars(DomainReport report) {
    List<Bar> bars = new ArrayList<>();
    report
        .certificate()
        .ifPresent(
            served ->
                bars.add(
                    new Bar(
                        "served when captured", "served", served.notBefore(), served.notAfter())));
    String servedSerial = report.certificate().map(served -> served.serial()).orElse("");
    for (CtStatement logged : report.witnesses().ct()) {
      if (!logged.serial().equals(servedSerial) && bars.size() < MAX_BARS) {
        bars.add(
            new Bar(
                text(logged.key()) + ": " + String.join(", ", logged.names()),
                logged.key().toLowerCase(Locale.ROOT),
                logged.notBefore(),
                logged.notAfter()));
      }
    }
    return bars;
  }

  private static String text(String key) {
    return switch (key) {
      case "ATTESTED" -> "attested key";
      case "UNATTESTED" -> "unattested key";
      default -> "unknown key";
    };
  }

  private void write(Html html) {
    int height = TOP + ROW * bars.size() + 10;
    html.begin(
        "svg",
        "class",
        "timeline",
        "role",
        "img",
        "aria-labelledby",
        "timeline-title",
        "width",
        "100%",
        "height",
        String.valueOf(height));
    html.element("title", words(), "id", "timeline-title");
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = TOP + ROW * i;
      html.begin(
              "rect",
              "class",
              bar.style(),
              "x",
              percent(bar.from()),
              "y",
              String.valueOf(y),
              "width",
              width(bar),
              "height",
              "12",
              "rx",
              "3")
          .end();
      html.element("text", shortened(bar.text()), "x", "0", "y", String.valueOf(y + 27));
    }
    html.element("text", date(from), "x", "0", "y", "14");
    html.element("text", date(to), "x", "100%", "y", "14", "text-anchor", "end");
    boolean isOne = Math.abs(share(madeAt) - share(report.verifiedAt())) < CLOSE;
    mark(html, report.verifiedAt(), isOne ? "verified, page made" : "verified", height);
    mark(html, madeAt, isOne ? "" : "page made", height);
    html.end().line();
  }

  /** A line across all bars; its label stays inside the picture. */
  private void mark(Html html, Instant at, String label, int height) {
    String x = percent(at);
    html.begin("line", "class", "now", "x1", x, "x2", x, "y1", "38", "y2", String.valueOf(height))
        .end();
    if (!label.isEmpty()) {
      double share = share(at);
      String anchor = share < 1.0 / 4 ? "start" : share > 3.0 / 4 ? "end" : "middle";
      html.element("text", label, "class", "now", "x", x, "y", "33", "text-anchor", anchor);
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "\u2026";
  }

  private String words() {
    StringBuilder words = new StringBuilder("Certificates over time.");
    for (Bar bar : bars) {
      words.append(' ').append(bar.text()).append(", ").append(date(bar.from()));
      words.append(" to ").append(date(bar.to())).append('.');
    }
    words.append(" Verified at ").append(date(report.verifiedAt()));
    words.append(", page made at ").append(date(madeAt)).append('.');
    return words.toString();
  }

  private String percent(Instant instant) {
    return Math.round(share(instant) * 10_000) / 100.0 + "%";
  }

  private String width(Bar bar) {
    double width = Math.max(0.002, share(bar.to()) - share(bar.from()));
    return Math.round(width * 10_000) / 100.0 + "%";
  }

  private double share(Instant instant) {
    double all = Duration.between(from, to).toSeconds();
    return Duration.between(from, instant).toSeconds() / all;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String date(Instant instant) {
    return day(instant).toString();
  }

  /** A certificate. */
  private record Bar(String text, String style, Instant from, Instant to) {}
}
