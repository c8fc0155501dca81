package io.github.quotary.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.tcb.QvlGeneration;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One case: input, and the verdict of Intel's code.
 *
 * @param id its name
 * @param about what it does
 * @param quote the quote's bytes
 * @param collateral the collateral
 * @param at the time of verification
 * @param trustAnchor the root
 * @param json the whole case
 */
public record Case(
    String id,
    String about,
    ByteBuffer quote,
    Collateral collateral,
    Instant at,
    TrustAnchor trustAnchor,
    JsonNode json) {

  /** The verdict expected of a generation. */
  JsonNode expected(QvlGeneration generation) {
    return json.path("expected").path(generation == QvlGeneration.V1_26 ? "g1" : "g2");
  }

  @Override
  public String toString() {
    return id + (about.isEmpty() ? "" : " (" + about + ")");
  }
}
