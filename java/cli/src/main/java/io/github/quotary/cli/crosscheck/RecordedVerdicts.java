package io.github.quotary.cli.crosscheck;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.cli.conformance.Case;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.qvl.QvlVerdict;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.QvlGeneration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts of Intel's code in case files. */
final class RecordedVerdicts {
  private RecordedVerdicts() {}

  /** The verdict on a case, or null if none was recorded for this generation. */
  static @Nullable QvlVerdict of(Case c, QvlGeneration generation) {
    JsonNode expected =
        c.json().path("expected").path(generation == QvlGeneration.V1_26 ? "g1" : "g2");
    try {
      return switch (expected.path("outcome").asText()) {
        case "verified" -> status(expected);
        case "rejected" ->
            QvlVerdict.recordedRejection(
                expected.path("returnCode").asText(),
                expected.path("stage").asText(),
                expected.hasNonNull("qvlStatus") ? expected.path("qvlStatus").asText() : null);
        default -> null;
      };
    } catch (IllegalArgumentException e) {
      throw new InputException("Case " + c.id() + ": " + e.getMessage());
    }
  }

  private static QvlVerdict status(JsonNode expected) {
    List<String> advisories = new ArrayList<>();
    expected.path("advisoryIds").forEach(id -> advisories.add(id.asText()));
    String name = expected.path("tcbStatus").asText();
    return QvlVerdict.recordedStatus(
        TcbStatus.fromIntelName(name)
            .orElseThrow(() -> new IllegalArgumentException(name + " is not a TCB status")),
        expected.path("expired").asBoolean(),
        advisories,
        Instant.ofEpochSecond(expected.path("tcbDate").asLong()));
  }
}
