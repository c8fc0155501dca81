package com.example;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import io.github.quotary.simulator.dstack.KeyProviderSpec;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.TcbInfoFault;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;

/** Lines that the simulator's guide shows. */
final class SimulatorExamples {
  private SimulatorExamples() {}

  static Evidence combined(Simulator simulator, String mrTd) {
    Evidence both =
        Variation.evidence(
            simulator,
            Scenario.upToDate()
                .withCa(PckCa.PROCESSOR)
                .withPlatform(p -> p.withFmspc("00806f050000").withPceSvn(12))
                .withTd(td -> td.with(TdField.MRTD, mrTd).withBitFlipped(TdField.TDATTRIBUTES, 0)),
            TcbInfoFault.EXPIRED,
            CrlFault.PCK_REVOKED);

    return both;
  }

  /** An app's two logs, and one that a forger made of the first. */
  record Logs(Evidence evidence, String runtimeLog, byte[] firmwareLog, String forged) {}

  static Logs app(
      Simulator simulator, String compose, String rootKey, String image, String otherHash) {
    DstackApp app =
        DstackApp.of(DstackEra.V0_6)
            .withComposeFile(compose) // the text that is hashed
            .withAppId("22".repeat(20))
            .withKeyProvider(KeyProviderSpec.kms(rootKey))
            .withOsImageHash(image) // MRTD, RTMR1 and RTMR2 follow from it
            .withAppEvent("deployed", "01");
    Evidence evidence = simulator.evidence(app.measuredInto(Scenario.upToDate()));
    String runtimeLog = app.eventLogJson();
    byte[] firmwareLog = app.eventLog().ccel();

    // A forger's log: the payload is another, the digest is still the true one.
    String forged =
        app.eventLog()
            .with("compose-hash", event -> event.withPayload(otherHash))
            .json(EventLogForm.COMPLETE);

    return new Logs(evidence, runtimeLog, firmwareLog, forged);
  }
}
