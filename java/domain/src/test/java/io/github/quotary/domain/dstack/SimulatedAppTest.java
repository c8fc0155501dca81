package io.github.quotary.domain.dstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import io.github.quotary.simulator.dstack.KeyProviderSpec;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who a simulated app is, by the logs and quotes of every version of dstack. */
class SimulatedAppTest {
  private static final Simulator SIMULATOR = Simulator.seeded(5);
  private static final String ID = "5a".repeat(20);
  private static final String HASH = "5a".repeat(32);

  private static TdReport report(DstackApp app) {
    Scenario scenario = app.measuredInto(Scenario.upToDate(QuoteShape.V5_TDX_15));
    return (TdReport) Quote.copyOf(SIMULATOR.evidence(scenario).quote()).body();
  }

  private static RtmrComparison comparison(DstackApp app) {
    ByteBuffer json = ByteBuffer.wrap(app.eventLogJson().getBytes(StandardCharsets.UTF_8));
    CcelLog ccel = CcelLog.parse(ByteBuffer.wrap(app.eventLog().ccel()));
    return RtmrReplay.of(ccel, RuntimeEventLog.parse(json)).compareUnverified(report(app));
  }

  private static SystemEvents events(DstackApp app) {
    return SystemEvents.read(comparison(app)).found().orElseThrow();
  }

  private static String problem(DstackApp app) {
    return SystemEvents.read(comparison(app)).problem().orElseThrow();
  }

  private static Optional<MrConfigDocument> document(DstackApp app) {
    return app.era() == DstackEra.V0_6
        ? Optional.of(
            MrConfigDocument.read(app.mrConfigDocument().getBytes(StandardCharsets.UTF_8))
                .found()
                .orElseThrow())
        : Optional.empty();
  }

  private static MrConfigCheck.Status mrConfig(DstackApp launched, DstackApp app) {
    return MrConfigCheck.of(report(launched), events(app).identity(), document(launched)).status();
  }

  static Stream<DstackApp> apps() {
    return Stream.of(DstackEra.values())
        .flatMap(
            era ->
                Stream.of(
                    DstackApp.of(era),
                    DstackApp.of(era)
                        .withComposeFile("{\"name\":\"é\"}")
                        .withAppId(ID)
                        .withInstanceId("")
                        .withKeyProvider(KeyProviderSpec.localSgx(HASH))
                        .withOsImageHash(HASH)
                        .with("mr-kms", HASH)
                        .with("init-script-hash", HASH, "00".repeat(32))
                        .with("gpu-policy-hash", HASH),
                    DstackApp.of(era).withKeyProvider(KeyProviderSpec.none())));
  }

  @ParameterizedTest
  @MethodSource("apps")
  void theIdentityIsTheApps(DstackApp app) {
    RtmrComparison comparison = comparison(app);
    for (Rtmr register : Rtmr.values()) {
      assertTrue(comparison.matches(register), comparison.register(register).toString());
    }
    AppIdentity identity = events(app).identity();
    assertEquals(app.appId(), identity.appId().toString());
    byte[] compose = app.composeFile().getBytes(StandardCharsets.UTF_8);
    assertTrue(ComposeFile.of(compose).isOf(identity));
    assertEquals(app.instanceId(), identity.instanceId().map(Measurement::toString).orElse(""));
    boolean hasProvider = app.era().sequence().contains("key-provider");
    assertEquals(
        hasProvider ? app.keyProvider().name() : "",
        identity.keyProvider().map(provider -> provider.kind().eventName()).orElse(""));
    assertEquals(
        app.era().sequence().contains("os-image-hash") ? app.osImageHash() : "",
        identity.osImageHash().map(Measurement::toString).orElse(""));
    boolean newest = app.era() == DstackEra.V0_6;
    assertEquals(
        newest ? app.payloads("init-script-hash") : List.of(),
        identity.initScriptHashes().stream().map(Measurement::toString).toList());
  }

  @ParameterizedTest
  @EnumSource
  void mrConfigIdGoesWithTheLog(DstackEra era) {
    DstackApp app = DstackApp.of(era);
    boolean used = era.compareTo(DstackEra.V0_5) >= 0;
    assertEquals(
        used ? MrConfigCheck.Status.CONSISTENT : MrConfigCheck.Status.NOT_USED, mrConfig(app, app));
    if (used) {
      assertEquals(MrConfigCheck.Status.INCONSISTENT, mrConfig(app, app.withComposeFile("{}")));
    }
  }

  static Stream<Arguments> pinned() {
    DstackApp v2 = DstackApp.of(DstackEra.V0_5_6);
    DstackApp v3 = DstackApp.of(DstackEra.V0_6);
    return Stream.of(
        Arguments.of(v2, v2.withAppId(ID)),
        Arguments.of(v2, v2.withKeyProvider(KeyProviderSpec.kms(HASH))),
        Arguments.of(v2, v2.withKeyProvider(KeyProviderSpec.none())),
        Arguments.of(v3, v3.withAppId(ID)),
        Arguments.of(v3, v3.withInstanceId(ID)),
        Arguments.of(v3, v3.withKeyProvider(KeyProviderSpec.kms(HASH))),
        Arguments.of(v3, v3.withKeyProvider(KeyProviderSpec.localSgx(HASH))),
        Arguments.of(v3, v3.with("init-script-hash", HASH)),
        Arguments.of(v3.with("gpu-policy-hash", HASH), v3));
  }

  @ParameterizedTest
  @MethodSource("pinned")
  void whatTheHostPinnedCannotBeAnother(DstackApp launched, DstackApp app) {
    assertEquals(MrConfigCheck.Status.CONSISTENT, mrConfig(app, app));
    assertEquals(MrConfigCheck.Status.INCONSISTENT, mrConfig(launched, app));
  }

  @ParameterizedTest
  @EnumSource(names = "V0_3", mode = EnumSource.Mode.EXCLUDE)
  void whatTheAppMeasuresIsNotTheSystems(DstackEra era) {
    DstackApp app = DstackApp.of(era).withAppEvent("compose-hash", "00".repeat(32));
    SystemEvents events = events(app);
    assertEquals(app.composeHash(), events.identity().composeHash().toString());
    assertEquals(List.of("compose-hash"), events.app().stream().map(e -> e.name()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void payloadsOfAnotherLengthAreRefused(DstackEra era) {
    for (String event : List.of("app-id", "compose-hash", "instance-id")) {
      assertTrue(problem(DstackApp.of(era).with(event, "00")).contains("its payload has 1 bytes"));
      String twice = problem(DstackApp.of(era).with(event, ID, ID));
      assertNotEquals("", twice, event);
      assertNotEquals("", problem(DstackApp.of(era).with(event)), event);
    }
  }

  @ParameterizedTest
  @EnumSource
  void derivedIdentitiesAreTheHashesOfTheirParts(DstackEra era) {
    DstackApp app = DstackApp.of(era);
    TdReport report = report(app);
    DerivedIdentity derived = DerivedIdentity.of(report, events(app));
    byte[] provider =
        era == DstackEra.V0_3
            ? new byte[32]
            : Workload.hash("SHA-256", hex(app.payloads("key-provider").get(0)));
    byte[] boot = hex(app.mrTd() + app.eventLog().rtmr(0) + app.eventLog().rtmr(1));
    byte[] rtmr2 = hex(app.eventLog().rtmr(2));
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", boot, rtmr2, provider)), derived.mrSystem());
    String configured = app.mrConfigId() + report.mrOwner() + report.mrOwnerConfig();
    byte[] config = hex(configured.matches("0*") ? "" : configured);
    byte[] rtmr3 = hex(app.eventLog().rtmr(3));
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", boot, rtmr2, rtmr3, config)),
        derived.mrAggregated());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @Test
  void aStrippedLogProvesRtmr3Alone() {
    DstackApp app = DstackApp.of(DstackEra.V0_5_6).withForm(EventLogForm.STRIPPED);
    ByteBuffer json = ByteBuffer.wrap(app.eventLogJson().getBytes(StandardCharsets.UTF_8));
    RtmrComparison comparison =
        RtmrReplay.of(RuntimeEventLog.parse(json)).compareUnverified(report(app));
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertEquals(0, comparison.proven(Rtmr.RTMR0).size());
    assertInstanceOf(Reading.Read.class, SystemEvents.read(comparison));
  }
}
