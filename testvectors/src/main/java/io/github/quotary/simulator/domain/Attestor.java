package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.EventLogSpec;
import io.github.quotary.simulator.dstack.MrConfigVersion;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Json;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The guest agent of a workload: quotes whatever it is asked for. */
public final class Attestor {
  private static final HexFormat HEX = HexFormat.of();
  private static final int REPORT_DATA = 64;
  private static final String NO_OWNER = "00".repeat(48);

  /** Hash of an OS image that lets its operator log in. */
  public static final String DEVELOPMENT_IMAGE =
      HEX.formatHex(
          Digests.sha256("dstack OS image for development".getBytes(StandardCharsets.US_ASCII)));

  private final Simulator simulator;
  private final Workload workload;

  Attestor(Simulator simulator, Workload workload) {
    this.simulator = simulator;
    this.workload = workload;
  }

  Workload workload() {
    return workload;
  }

  /** A quote over these report data, 64 octets, with what comes beside it. */
  QuoteAnswer quote(byte[] reportData) {
    DstackApp app = workload.app();
    Evidence evidence = evidence(workload.twist().reportData().apply(reportData.clone()));
    EventLogSpec told = workload.twist().told().apply(measured());
    QuoteAnswer answer =
        new QuoteAnswer(evidence.quote(), told.json(app.form()), reportData, vmConfig());
    return workload.twist().answer().apply(answer);
  }

  /** Quote and collateral over these report data. */
  Evidence evidence(byte[] reportData) {
    if (reportData.length != REPORT_DATA) {
      throw new IllegalArgumentException("report data of " + reportData.length + " octets");
    }
    Scenario scenario =
        workload
            .app()
            .measuredInto(workload.platform())
            .withTd(
                td ->
                    measured()
                        .measuredInto(td)
                        .with(TdField.MROWNER, NO_OWNER)
                        .with(TdField.MROWNERCONFIG, NO_OWNER)
                        .with(TdField.REPORTDATA, HEX.formatHex(reportData)))
            .withTd(workload.twist().td());
    return simulator.evidence(scenario);
  }

  /** The versioned attestation over these report data, hex. */
  String attestation(byte[] reportData) {
    QuoteAnswer answer = quote(reportData);
    EventLogSpec told = workload.twist().told().apply(measured());
    return HEX.formatHex(ScaleAttestationWriter.write(answer, told));
  }

  private EventLogSpec measured() {
    return workload.twist().measured().apply(workload.app().eventLog());
  }

  String vmConfig() {
    return Json.object(
        json -> {
          json.writeNumberField("cpu_count", 4);
          json.writeNumberField("memory_size", 8L << 30);
          json.writeStringField("os_image_hash", workload.app().osImageHash());
          json.writeStringField("qemu_version", "9.1.0");
        });
  }

  /** What an honest operator of this app would pin. */
  public static WorkloadPins pins(DstackApp app, String accountUri) {
    return WorkloadPinsBuilder.builder()
        .appId(app.appId())
        .composeHash(app.composeHash())
        .composeFile(app.composeFile())
        .instanceId(app.instanceId())
        .images(
            List.of(
                ImagePins.of("dstack", app, false),
                ImagePins.of("dstack-dev", app.withOsImageHash(DEVELOPMENT_IMAGE), true)))
        .keyProvider(app.keyProvider().name())
        .keyProviderId(app.keyProvider().id())
        .accountUri(accountUri)
        .mrConfigDocument(app.era().mrConfig() == MrConfigVersion.V3 ? app.mrConfigDocument() : "")
        .build();
  }
}
