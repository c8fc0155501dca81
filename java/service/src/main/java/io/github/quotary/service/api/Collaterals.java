package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Collateral in requests. */
final class Collaterals {
  private Collaterals() {}

  /** The sets of collateral in a value. */
  static List<Collateral> read(JsonNode node) {
    String text = node.isTextual() ? node.textValue() : node.toString();
    if (EvidenceReader.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Found found
        && !found.collateral().isEmpty()) {
      return found.collateral();
    }
    throw Envelope.wrong("collateral", "No collateral can be read here");
  }
}
