package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SimulatorExamplesTest {
  private static final Simulator SIMULATOR = Simulator.seeded(1);

  private static VerificationResult verify(Evidence evidence) {
    return Sample.ofAnybody()
        .verify(
            evidence.quote(),
            Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8)),
            evidence.at());
  }

  @Test
  void twoFaultsInOne() {
    assertFalse(verify(SimulatorExamples.combined(SIMULATOR, "ab".repeat(48))).isGenuine());
  }

  @Test
  void theLogsReplayAndAForgersPayloadIsNotProven() {
    SimulatorExamples.Logs logs =
        SimulatorExamples.app(
            SIMULATOR, "{\"name\":\"app\"}", "30".repeat(91), "44".repeat(32), "55".repeat(32));
    Verified verified = (Verified) verify(logs.evidence());
    EventLog ccel = CcelLog.parse(ByteBuffer.wrap(logs.firmwareLog()));
    EventLog log = RuntimeEventLog.parse(ByteBuffer.wrap(logs.runtimeLog().getBytes(UTF_8)));
    assertEquals(
        RtmrComparison.Outcome.MATCH, RtmrReplay.of(ccel, log).compare(verified).outcome());
    assertNotEquals(logs.runtimeLog(), logs.forged());
    assertEquals(1, verified.notChecked().stream().filter("eventLog"::equals).count());
  }
}
