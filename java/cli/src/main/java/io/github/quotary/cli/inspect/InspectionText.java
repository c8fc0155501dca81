package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.quote.QuotePart;
import io.github.quotary.status.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An inspection as a tree for a person. */
public final class InspectionText {
  private static final int SHOWN_BYTES = 64;

  private final Inspection inspection;
  private final boolean offsets;
  private final StringBuilder text = new StringBuilder();

  private InspectionText(Inspection inspection, boolean offsets) {
    this.inspection = inspection;
    this.offsets = offsets;
  }

  /**
   * The tree.
   *
   * @param offsets whether each line begins with where the bytes lie: offset in hexadecimal, length
   */
  public static String of(Inspection inspection, boolean offsets) {
    InspectionText report = new InspectionText(inspection, offsets);
    report.write();
    return report.text.toString();
  }

  private void write() {
    line(Inspection.NOTICE);
    line("");
    Node root = inspection.root();
    text.append(margin(root)).append("quote of ").append(length(root)).append(" bytes\n");
    children(root, "");
    inspection
        .stop()
        .ifPresent(
            stop ->
                line("\nStopped at byte " + at(stop.offset()) + ": " + SafeText.of(stop.reason())));
    inspection
        .problem()
        .ifPresent(
            problem ->
                line(
                    "\nMALFORMED at byte "
                        + at(problem.offset())
                        + ": "
                        + SafeText.of(problem.problem())));
  }

  private void children(Node parent, String indent) {
    List<Node> children = parent.children();
    int width =
        children.stream()
            .filter(node -> node.value().isPresent())
            .mapToInt(node -> node.name().length())
            .max()
            .orElse(0);
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      Node node = children.get(i);
      text.append(margin(node)).append(indent).append(last ? "└─ " : "├─ ");
      text.append(SafeText.of(describe(node, width))).append('\n');
      children(node, indent + (last ? "   " : "│  "));
    }
  }

  private String describe(Node node, int width) {
    String cut =
        node.part()
            .filter(QuotePart::isCut)
            .map(part -> "  (cut: " + part.available() + " of " + part.length() + " bytes)")
            .orElse("");
    String fault = isFaulty(node) ? "  <-- MALFORMED" : "";
    String meaning = node.meaning().map(m -> "  " + m.text()).orElse("");
    String value =
        node.value()
            .map(
                v ->
                    String.format(Locale.ROOT, "%-" + width + "s  %s", node.name(), shown(node, v)))
            .orElse(node.name());
    return value + meaning + cut + fault;
  }

  /** Whether the parser's objection is to this very field. */
  private boolean isFaulty(Node node) {
    return inspection
        .problem()
        .filter(
            problem ->
                node.part()
                    .filter(part -> part.kind() != QuotePart.Kind.STRUCTURE)
                    .filter(
                        part ->
                            part.offset() <= problem.offset()
                                && problem.offset() < part.offset() + part.available())
                    .isPresent())
        .isPresent();
  }

  private static String shown(Node node, JsonNode value) {
    Optional<QuotePart> part = node.part();
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(" "));
    }
    if (!value.isTextual() || part.isEmpty()) {
      return value.asText();
    }
    String hex = value.asText();
    boolean isReserved = part.get().kind() == QuotePart.Kind.RESERVED;
    if (isReserved && hex.chars().allMatch(c -> c == '0')) {
      return hex.length() / 2 + " bytes of zero";
    }
    if (hex.isEmpty()) {
      return "no bytes";
    }
    return hex.length() <= 2 * SHOWN_BYTES
        ? hex
        : hex.substring(0, 2 * SHOWN_BYTES) + "... (" + hex.length() / 2 + " bytes)";
  }

  private String margin(Node node) {
    if (!offsets) {
      return "";
    }
    return node.part()
        .map(part -> String.format(Locale.ROOT, "%06x %5d  ", part.offset(), part.available()))
        .orElse(" ".repeat(14));
  }

  private static long length(Node node) {
    return node.part().map(part -> (long) part.available()).orElse(0L);
  }

  private static String at(long offset) {
    return offset + " (0x" + Long.toHexString(offset) + ")";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
