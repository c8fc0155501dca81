package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/**
 * A file of results of another verifier.
 *
 * @param file its name
 * @param peer its name in its registry
 * @param version its version
 * @param runtime its runtime
 * @param cpu the processor
 * @param cores number of cores
 * @param measured when
 * @param quote the vector
 * @param includes what an operation includes
 * @param wallNanos wall time of an operation
 * @param processNanos CPU time of the process for an operation
 * @param command that measured it
 * @param unitNanos the report's unit, measured before and after; absent if it was not
 * @param otherCores cores that other work used meanwhile; absent if that is not known
 */
record PeerRun(
    String file,
    String peer,
    String version,
    String runtime,
    String cpu,
    int cores,
    String measured,
    String quote,
    String includes,
    double wallNanos,
    double processNanos,
    String command,
    OptionalDouble unitNanos,
    OptionalDouble otherCores) {

  static PeerRun of(String file, JsonNode root) {
    return new PeerRun(
        file,
        root.path("peer").asText(),
        root.path("version").asText(),
        root.path("runtime").asText(),
        root.path("cpu").asText(),
        root.path("cores").asInt(),
        root.path("measured").asText(),
        root.path("quote").asText(),
        root.path("includes").asText(),
        root.path("wallNanos").asDouble(),
        root.path("processNanos").asDouble(),
        root.path("command").asText(),
        number(root.path("unitNanos")),
        number(root.path("otherCores")));
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }

  /** CPU time of the process for an operation, in units. */
  OptionalDouble units() {
    return unitNanos.isPresent()
        ? OptionalDouble.of(processNanos / unitNanos.getAsDouble())
        : unitNanos;
  }
}
