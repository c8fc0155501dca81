package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import java.util.List;

/**
 * The chain of trust as SVG, side by side, for wide pages; on narrow ones the list of links says
 * the same, and the style sheet hides the picture. Lengths are percentages or pixels, so that text
 * does not scale.
 */
final class ChainPicture {
  private static final List<Link> LINKS = List.of(Link.values());
  private static final int RADIUS = 18;
  private static final int HEIGHT = 110;

  private final Html html;
  private final DomainReport report;

  private ChainPicture(Html html, DomainReport report) {
    this.html = html;
    this.report = report;
  }

  static void write(Html html, DomainReport report) {
    new ChainPicture(html, report).write();
  }

  private void write() {
    begin();
    for (int i = 1; i < LINKS.size(); i++) {
      line(LINKS.get(i), percent(i - 0.5), "32", percent(i + 0.5), "32");
    }
    for (int i = 0; i < LINKS.size(); i++) {
      Link link = LINKS.get(i);
      String x = percent(i + 0.5);
      circle(link, x, 32);
      int space = link.title().indexOf(' ');
      label(space < 0 ? link.title() : link.title().substring(0, space), x, 76);
      if (space >= 0) {
        label(link.title().substring(space + 1), x, 94);
      }
    }
    html.end().line();
  }

  private void begin() {
    html.begin(
        "svg",
        "class",
        "chain",
        "role",
        "img",
        "aria-labelledby",
        "chain-title",
        "width",
        "100%",
        "height",
        String.valueOf(HEIGHT));
    StringBuilder words =
        new StringBuilder(
            "Chain of trust from " + report.provenance().rootWords() + " to the domain.");
    for (Link link : LINKS) {
      words.append(' ').append(link.title()).append(": ");
      words.append(link.outcome(report).word()).append('.');
    }
    html.element("title", words.toString(), "id", "chain-title");
  }

  private void line(Link link, String x1, String y1, String x2, String y2) {
    boolean holds = link.outcome(report) == CheckOutcome.PASS;
    html.begin("line", "class", holds ? "holds" : "open", "x1", x1, "y1", y1, "x2", x2, "y2", y2)
        .end();
  }

  private void circle(Link link, String x, int y) {
    CheckOutcome outcome = link.outcome(report);
    html.begin(
            "circle",
            "class",
            Words.style(outcome),
            "cx",
            x,
            "cy",
            String.valueOf(y),
            "r",
            String.valueOf(RADIUS))
        .end();
    html.element(
        "text",
        Words.sign(outcome),
        "class",
        "sign",
        "x",
        x,
        "y",
        String.valueOf(y + 6),
        "text-anchor",
        "middle");
  }

  private void label(String text, String x, int y) {
    html.element("text", text, "x", x, "y", String.valueOf(y), "text-anchor", "middle");
  }

  private static String percent(double position) {
    return Math.round(position * 10_000 / LINKS.size()) / 100.0 + "%";
  }
}
