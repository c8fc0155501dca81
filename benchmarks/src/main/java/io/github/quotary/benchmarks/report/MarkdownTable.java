package io.github.quotary.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of Markdown. */
final class MarkdownTable {
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these heads; one that ends in a colon is of a column of numbers. */
  MarkdownTable(List<String> heads) {
    this.heads = List.copyOf(heads);
  }

  MarkdownTable(String... heads) {
    this(Arrays.asList(heads));
  }

  MarkdownTable row(List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(cells.size() + " cells below " + heads.size() + " heads");
    }
    rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).toList());
    return this;
  }

  MarkdownTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, heads.stream().map(head -> head.replaceFirst(":$", "")).toList());
    line(text, heads.stream().map(head -> head.endsWith(":") ? "--:" : "---").toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
