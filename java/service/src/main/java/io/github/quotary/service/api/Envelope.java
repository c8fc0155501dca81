package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.policy.PolicyBuilder;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JSON object around an input: {@code {"input": ..., "policy": ..., "expect": {...}, "anyTd":
 * ..., "nonce": ..., "key": ..., "binding": ..., "at": ..., "collateral": ...}}. An object without
 * {@code input} is an input itself. Not thread-safe.
 */
final class Envelope {
  private static final String INPUT = "input";
  private static final String REPORT_DATA = "reportData";
  private static final int MAX_REPORT_DATA = 64;
  private static final Set<String> MEMBERS =
      Set.of(INPUT, "policy", "expect", "anyTd", "nonce", "key", "binding", "at", "collateral");

  /** Members by which a request asks something of its quote. */
  private static final List<String> ASKING = List.of("expect", "anyTd", "binding", "policy");

  /** The members of {@code expect} that name whose TD or enclave it is. */
  private static final Map<String, PolicyField> FIELDS =
      Stream.of(PolicyField.values())
          .filter(PolicyField::isIdentity)
          .collect(Collectors.toMap(PolicyField::member, Function.identity()));

  private final JsonNode object;

  private Envelope(JsonNode object) {
    this.object = object;
  }

  /** The envelope; empty if the body is an input itself. */
  static Optional<Envelope> of(byte[] body) {
    if (JsonInput.firstOf(body) != '{') {
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = JsonInput.tree(body);
    } catch (JsonInputException e) {
      return Optional.empty(); // Whatever it is, the reader of inputs says.
    }
    if (!root.has(INPUT)) {
      requireNothingAsked(root);
      return Optional.empty();
    }
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw new ProblemException(
                    Problem.badMember(
                        name,
                        "This member is unknown; beside input there may be "
                            + MEMBERS.stream()
                                .filter(each -> !each.equals(INPUT))
                                .sorted()
                                .collect(Collectors.joining(", "))));
              }
            });
    return Optional.of(new Envelope(root));
  }

  /**
   * What is asked of a quote counts only beside {@code input}; elsewhere nobody would look at it.
   */
  private static void requireNothingAsked(JsonNode root) {
    for (String name : ASKING) {
      if (root.has(name)) {
        throw wrong(name, "The quote that this is asked of must be in the member input");
      }
    }
    if (root.has("nonce") && root.has("key")) {
      throw wrong("nonce", "The quote that answers it must be in the member input");
    }
  }

  /** The input: a text as it is, or any other JSON. */
  byte[] input() {
    JsonNode input = object.path(INPUT);
    boolean isText = input.isTextual() && !input.textValue().isBlank();
    if (!isText && !input.isContainerNode()) {
      throw wrong(INPUT, "A quote is needed here: as text, or as the JSON that it came in");
    }
    return (input.isTextual() ? input.textValue() : input.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A text. */
  Optional<String> text(String name) {
    JsonNode node = object.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw wrong(name, "A text is needed here");
    }
    return Optional.of(node.textValue());
  }

  /** Any value. */
  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(object.get(name));
  }

  static ProblemException wrong(String member, String detail) {
    return new ProblemException(Problem.badMember(member, detail));
  }

  /** A policy with what is expected beside it, as the command's options do. */
  QuotePolicy expectedOf(QuotePolicy policy) {
    JsonNode expect = object.get("expect");
    boolean anyTd = isAnyTd();
    if (expect == null) {
      return anyTd ? waived(policy) : policy;
    }
    if (!expect.isObject() || expect.isEmpty()) {
      throw wrong("expect", "An object is needed, such as {\"mrTd\": \"00ff...\"}");
    }
    if (anyTd) {
      throw wrong("anyTd", "Use either anyTd or expect, not both");
    }
    PolicyBuilder builder = policy.toBuilder();
    expect.properties().forEach(member -> expect(policy, builder, member));
    return builder.requireIdentity().build();
  }

  private boolean isAnyTd() {
    JsonNode node = object.get("anyTd");
    if (node != null && !node.isBoolean()) {
      throw wrong("anyTd", "true or false is needed");
    }
    return node != null && node.booleanValue();
  }

  private static QuotePolicy waived(QuotePolicy policy) {
    if (policy.statesIdentity()) {
      throw wrong("anyTd", "The policy says whose TD it is; leave anyTd out");
    }
    return policy.toBuilder().waiveIdentity().build();
  }

  private static void expect(
      QuotePolicy policy, PolicyBuilder builder, Map.Entry<String, JsonNode> member) {
    String name = member.getKey();
    String place = "expect." + name;
    if (policy.stated().contains(name)) {
      throw wrong(place, "The policy states " + name + ", too; leave one of them out");
    }
    List<byte[]> values = values(place, member.getValue());
    if (name.equals(REPORT_DATA)) {
      if (values.stream().anyMatch(value -> value.length > MAX_REPORT_DATA || value.length == 0)) {
        throw wrong(place, "Report data has 1 to 64 bytes");
      }
      builder.reportDataPaddedWithZeros(values.toArray(byte[][]::new));
      return;
    }
    PolicyField field = FIELDS.get(name);
    if (field == null) {
      throw wrong(
          place,
          "This member is unknown; there may be "
              + Stream.concat(FIELDS.keySet().stream(), Stream.of(REPORT_DATA))
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    if (values.stream().anyMatch(value -> value.length != field.size())) {
      throw wrong(place, field.size() + " bytes are needed, in hexadecimal");
    }
    Set<Measurement> accepted = new LinkedHashSet<>();
    values.forEach(value -> accepted.add(Measurement.of(value)));
    builder.accept(field, accepted);
  }

  private static List<byte[]> values(String place, JsonNode node) {
    List<JsonNode> nodes = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else {
      nodes.add(node);
    }
    if (nodes.isEmpty() || nodes.stream().anyMatch(each -> !each.isTextual())) {
      throw wrong(place, "A hexadecimal text is needed, or an array of them");
    }
    return nodes.stream().map(each -> hex(place, each.textValue())).toList();
  }

  /** Bytes in hexadecimal. */
  static byte[] hex(String place, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw wrong(place, "This is not hexadecimal");
    }
  }
}
