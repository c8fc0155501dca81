package io.github.quotary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;

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
 * @param loadAtStart load average of the minute before
 * @param loadAtEnd load average of the last minute
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
    double loadAtStart,
    double loadAtEnd) {

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
        root.path("loadAtStart").asDouble(),
        root.path("loadAtEnd").asDouble());
  }
}
