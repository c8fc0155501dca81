package io.github.quotary.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** Bars of operations per second and core, written as SVG. */
final class BarChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  private final String title;
  private final List<String> categories;
  private final Map<String, List<Double>> series = new LinkedHashMap<>();

  /** A chart without bars. */
  BarChart(String title, List<String> categories) {
    this.title = title;
    this.categories = List.copyOf(categories);
  }

  /** Adds a bar in each category; NaN for one that was not measured. */
  void add(String name, List<Double> values) {
    if (values.stream().anyMatch(value -> !value.isNaN())) {
      series.put(name, List.copyOf(values));
    }
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** Writes the chart. */
  void write(Path svg) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle("per second and core")
            .build();
    style(chart);
    series.forEach((name, values) -> chart.addSeries(name, categories, zeroForUnknown(values)));
    Files.write(svg, ChartEncoder.getBytes(chart, "svg"));
  }

  private static List<Double> zeroForUnknown(List<Double> values) {
    List<Double> known = new ArrayList<>();
    values.forEach(value -> known.add(value.isNaN() ? 0 : value));
    return known;
  }

  private static void style(CategoryChart chart) {
    var styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setYAxisDecimalPattern("#,###");
    styler.setLabelsVisible(true);
    styler.setLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    styler.setLabelsPosition(1);
    styler.setYAxisMin(0.0);
  }
}
