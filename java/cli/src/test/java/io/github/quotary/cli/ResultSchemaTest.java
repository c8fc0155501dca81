package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSchemaTest {
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = Schema.named("result.schema.json");

  static List<Path> vectors() throws IOException {
    try (Stream<Path> folders = Files.list(VECTORS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static ObjectNode result(Path vector, String... options) throws IOException {
    String[] args = {"verify", "--vector", vector.toString(), "--format", "json"};
    String[] all = java.util.Arrays.copyOf(args, args.length + options.length);
    System.arraycopy(options, 0, all, args.length, options.length);
    return (ObjectNode) JSON.readTree(CommandRun.of(all).out());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyResultMatchesTheSchema(Path vector) throws IOException {
    ObjectNode brief = result(vector);
    assertEquals(List.of(), SCHEMA.objections(brief));
    assertEquals(List.of(), SCHEMA.objections(result(vector, "--full")));
    assertKnown(brief);
  }

  /** Readers ignore what they do not know, but the schema should not lag behind the command. */
  private static void assertKnown(JsonNode result) {
    Set<String> known = new TreeSet<>();
    JsonNode schema = SCHEMA.document();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    for (JsonNode kind : schema.path("oneOf")) {
      kind.path("properties").fieldNames().forEachRemaining(known::add);
    }
    Set<String> members =
        new TreeSet<>(
            JSON.convertValue(result, new TypeReference<java.util.Map<String, Object>>() {})
                .keySet());
    members.removeAll(known);
    assertEquals(Set.of(), members, "members that the schema does not describe");
  }

  @Test
  void anUndecidedResultMatchesTheSchema() throws IOException {
    byte[] quote = Files.readAllBytes(VECTORS.resolve("sgx-v3-up-to-date/quote.bin"));
    ObjectNode undecided =
        VerdictJson.of(
            Verifier.builder().build().verify(quote, Instant.parse("2026-08-20T00:00:00Z")),
            new Provenance(TimeSource.OPTION, "none", "quotary test", false));
    assertEquals(List.of(), SCHEMA.objections(undecided));
    assertKnown(undecided);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void anInvalidResultDoesNotMatchTheSchema(int change) throws IOException {
    List<Consumer<ObjectNode>> changes =
        List.of(
            result -> result.put("trusted", false),
            result -> result.remove("outcome"),
            result -> result.put("outcome", "rejected"),
            result -> result.put("tcbStatus", "Fine"),
            result -> result.withObjectProperty("quote").put("id", "00"),
            result -> result.withObjectProperty("quote").put("tee", "sgx"),
            result -> result.withObjectProperty("collateral").put("earliestIssue", "yesterday"),
            result -> result.withObjectProperty("policy").remove("waived"));
    ObjectNode result = result(VECTORS.resolve("tdx-v4-up-to-date"));
    assertEquals(List.of(), SCHEMA.objections(result));
    changes.get(change).accept(result);
    assertFalse(SCHEMA.objections(result).isEmpty(), result::toPrettyString);
  }
}
