package io.github.quotary.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Operations per second and core as horizontal bars, grouped by category, in SVG. Text stays text,
 * and the same figures give the same bytes on every machine.
 */
final class BarChart {
  private static final int WIDTH = 820;
  private static final int LABELS = 110;
  private static final int VALUES = 90;
  private static final int LEGEND = 38;
  private static final int LEGEND_LINE = 20;
  private static final int BAR = 18;
  private static final int BAR_GAP = 4;
  private static final int GROUP_GAP = 18;
  private static final int LETTER = 7;

  /** A palette that colour-blind readers can distinguish (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#000000");

  private final String title;
  private final List<String> categories;
  private final List<Series> series = new ArrayList<>();

  /** A bar in each category; NaN where nothing was measured. */
  private record Series(String name, List<Double> values) {}

  /** A chart without bars. */
  BarChart(String title, List<String> categories) {
    this.title = title;
    this.categories = List.copyOf(categories);
  }

  /** Adds a bar in each category; NaN where nothing was measured. */
  void add(String name, List<Double> values) {
    if (values.size() != categories.size()) {
      throw new IllegalArgumentException(values.size() + " bars in " + categories.size());
    }
    if (values.stream().anyMatch(value -> !value.isNaN())) {
      series.add(new Series(name, List.copyOf(values)));
    }
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** The chart as an SVG document. */
  String svg() {
    int group = series.size() * (BAR + BAR_GAP) + GROUP_GAP;
    StringBuilder legend = new StringBuilder();
    int head = legend(legend);
    int height = head + categories.size() * group;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%1$d\" height=\"%2$d\""
                + " viewBox=\"0 0 %1$d %2$d\" font-family=\"sans-serif\" font-size=\"13\">\n",
            WIDTH,
            height));
    svg.append("<title>").append(escaped(title)).append(", per second and core</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    svg.append(text(12, 24, "font-weight=\"bold\"", title + ", per second and core"));
    svg.append(legend);
    for (int i = 0; i < categories.size(); i++) {
      group(svg, i, head + i * group);
    }
    return svg.append("</svg>\n").toString();
  }

  /** Draws the legend in as many lines as needed; returns the y coordinate below it. */
  private int legend(StringBuilder svg) {
    int x = LABELS;
    int y = LEGEND;
    for (int i = 0; i < series.size(); i++) {
      String name = series.get(i).name();
      int width = 17 + LETTER * name.length();
      if (x + width > WIDTH && x > LABELS) {
        x = LABELS;
        y += LEGEND_LINE;
      }
      svg.append(rect(x, y, 12, 12, i));
      svg.append(text(x + 17, y + 11, "", name));
      x += width + 20;
    }
    return y + 32;
  }

  private void group(StringBuilder svg, int category, int top) {
    int middle = top + series.size() * (BAR + BAR_GAP) / 2;
    svg.append(text(LABELS - 8, middle + 3, "text-anchor=\"end\"", categories.get(category)));
    double most = most();
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).values().get(category);
      int y = top + i * (BAR + BAR_GAP);
      int length = 0;
      if (!Double.isNaN(value)) {
        length = Math.max(1, (int) Math.round(value / most * (WIDTH - LABELS - VALUES)));
        svg.append(rect(LABELS, y, length, BAR, i));
      }
      String label = Double.isNaN(value) ? "not measured" : Quantity.number(value);
      svg.append(text(LABELS + length + 6, y + BAR - 5, "", label));
    }
  }

  private double most() {
    return series.stream()
        .flatMap(each -> each.values().stream())
        .filter(value -> !value.isNaN())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(1);
  }

  private static String rect(int x, int y, int width, int height, int series) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
        x,
        y,
        width,
        height,
        COLOURS.get(series % COLOURS.size()));
  }

  private static String text(int x, int y, String attributes, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" fill=\"#222222\"%s>%s</text>\n",
        x,
        y,
        attributes.isEmpty() ? "" : ' ' + attributes,
        escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
