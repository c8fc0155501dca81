package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainReport;
import java.util.List;

/**
 * The chain of trust as SVG: side by side for wide pages, one below the other for narrow ones. The
 * style sheet shows one of the two. Lengths are percentages or pixels, so that text does not scale.
 */
final class ChainPicture {
  private static final List<Link> LINKS = List.of(Link.values());
  private static final int RADIUS = 18;
  private static final int ROW = 64;

  private final Html html;
  private final DomainReport report;

  private ChainPicture(Html html, DomainReport report) {
    this.html = html;
    this.report = report;
  }

  static void write(Html html, DomainReport report) {
    ChainPicture picture = new ChainPicture(html, report);
    picture.wide();
    picture.narrow();
  }

  private void wide() {
    begin("chain wide", "wide", 110);
    for (int i = 1; i < LINKS.size(); i++) {
      line(LINKS.get(i), percent(i - 0.5), "32", percent(i + 0.5), "32");
    }
    for (int i = 0; i < LINKS.size(); i++) {
      Link link = LINKS.get(i);
      String x = percent(i + 0.5);
      circle(link, x, 32);
      int space = link.title().indexOf(' ');
      label(space < 0 ? link.title() : link.title().substring(0, space), x, 76, "middle");
      if (space >= 0) {
        label(link.title().substring(space + 1), x, 94, "middle");
      }
    }
    html.end().line();
  }

  private void narrow() {
    begin("chain narrow", "narrow", ROW * LINKS.size());
    for (int i = 1; i < LINKS.size(); i++) {
      line(LINKS.get(i), "24", String.valueOf(y(i - 1)), "24", String.valueOf(y(i)));
    }
    for (int i = 0; i < LINKS.size(); i++) {
      Link link = LINKS.get(i);
      circle(link, "24", y(i));
      label(link.title() + ": " + Words.of(link.outcome(report)), "56", y(i) + 5, "start");
    }
    html.end().line();
  }

  private static int y(int row) {
    return ROW / 2 + ROW * row;
  }

  private void begin(String style, String id, int height) {
    html.begin(
        "svg",
        "class",
        style,
        "role",
        "img",
        "aria-labelledby",
        "chain-" + id,
        "width",
        "100%",
        "height",
        String.valueOf(height));
    StringBuilder words = new StringBuilder("Chain of trust from Intel's root to the domain.");
    for (Link link : LINKS) {
      words.append(' ').append(link.title()).append(": ");
      words.append(Words.of(link.outcome(report))).append('.');
    }
    html.element("title", words.toString(), "id", "chain-" + id);
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

  private void label(String text, String x, int y, String anchor) {
    html.element("text", text, "x", x, "y", String.valueOf(y), "text-anchor", anchor);
  }

  private static String percent(double position) {
    return Math.round(position * 10_000 / LINKS.size()) / 100.0 + "%";
  }
}
