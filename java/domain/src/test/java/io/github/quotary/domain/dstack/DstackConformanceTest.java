package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.domain.dstack.image.AcpiDigests;
import io.github.quotary.domain.dstack.image.ImageRegisters.PageOrder;
import io.github.quotary.domain.dstack.image.MatchedOsImage;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.dstack.image.OsImageCheck;
import io.github.quotary.domain.dstack.image.TdxLite;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RegisterMatch;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real evidence of dstack, of all of its ages. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class DstackConformanceTest {
  private static Measurement hex(String text) {
    return Measurement.fromHex(text);
  }

  private static void assertAllMatch(RtmrComparison comparison) {
    for (Rtmr register : Rtmr.values()) {
      assertTrue(comparison.matches(register), comparison.register(register).toString());
    }
  }

  private static byte[] nearQuote() throws IOException {
    JsonNode quote = Fixture.json("near-mpc/test-utils--quote.json");
    byte[] bytes = new byte[quote.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) quote.get(i).asInt();
    }
    return bytes;
  }

  @Test
  void aProductionChainFromQuoteToComposeFile() throws IOException {
    byte[] quote = nearQuote();
    VerificationResult result =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .build()
            .verify(
                ByteBuffer.wrap(quote),
                Collateral.fromJson(Fixture.bytes("near-mpc/test-utils--collateral.json")),
                Instant.parse("2026-08-20T00:00:00Z"));
    assertInstanceOf(VerificationResult.Verified.class, result, result.toString());

    JsonNode tcbInfo = Fixture.json("near-mpc/test-utils--tcb_info.json");
    Fixture near =
        new Fixture(Quote.copyOf(quote), Fixture.log(tcbInfo.path("event_log").toString()));
    assertAllMatch(near.comparison());
    SystemEvents events = near.events();
    AppIdentity identity = events.identity();
    assertEquals(List.of("mpc-image-digest"), events.app().stream().map(e -> e.name()).toList());
    assertEquals(
        new String(Fixture.bytes("near-mpc/test-utils--mpc_image_digest.txt"), US_ASCII).strip(),
        HexFormat.of().formatHex(events.app().get(0).payloadBytes()));
    assertEquals(Optional.empty(), identity.instanceId());
    assertEquals(KeyProvider.Kind.LOCAL_SGX, identity.keyProvider().orElseThrow().kind());
    assertEquals(32, identity.keyProvider().orElseThrow().id().size());
    ComposeFile compose = ComposeFile.of(Fixture.bytes("near-mpc/test-utils--app_compose.json"));
    assertTrue(compose.isOf(identity));
    assertEquals(identity.appId(), compose.defaultAppId());
    assertEquals(Optional.empty(), compose.problem());
    assertFalse(
        ComposeFile.of(Fixture.bytes("near-mpc/test-utils--app_compose_with_services.json"))
            .isOf(identity));
    assertEquals(
        MrConfigCheck.Status.CONSISTENT,
        MrConfigCheck.of(near.report(), identity, Optional.empty()).status());
    DerivedIdentity derived = DerivedIdentity.of(near.report(), events);
    assertEquals(
        hex("258c7f55cb0046a5c98597388c30b916e96da0ce368e2f6f9f5996878d4796fc"),
        derived.mrSystem());
    assertEquals(
        hex("5cd7c8e25647053ff6e0df9ea21170b355bb48b9032db7bce27410ad10a150e0"),
        derived.mrAggregated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "near-mpc/attestation--tcb_info.json",
        "near-mpc/mpc-attestation--tcb_info.json",
        "near-mpc/mpc-attestation--tcb_info_dev.json"
      })
  void tcbInformationIsItsOwnLogs(String name) throws IOException {
    JsonNode info = Fixture.json(name);
    RtmrReplay replay = RtmrReplay.of(Fixture.log(info.path("event_log").toString()));
    for (Rtmr register : Rtmr.values()) {
      assertEquals(hex(info.path("rtmr" + register.index()).asText()), replay.computed(register));
    }
    ComposeFile compose =
        ComposeFile.of(info.path("app_compose").asText().getBytes(StandardCharsets.UTF_8));
    assertEquals(hex(info.path("compose_hash").asText()), compose.hash());
    assertEquals(hex(info.path("device_id").asText()), DeviceId.ANONYMOUS);
  }

  @Test
  void aLogOfOneEvent() throws IOException {
    RuntimeEventLog log =
        Fixture.log("[" + Fixture.json("near-mpc/attestation--event_log.json") + "]");
    assertEquals(1, RtmrReplay.of(log).events(Rtmr.RTMR0));
  }

  @Test
  void version04WithItsComposeFile() throws IOException {
    Fixture old = Fixture.answer("examples-rtmr3/report.json");
    assertAllMatch(old.comparison());
    AppIdentity identity = old.events().identity();
    assertTrue(identity.rootfsHash().isPresent());
    assertTrue(ComposeFile.of(Fixture.bytes("examples-rtmr3/app-compose.json")).isOf(identity));
    assertEquals(
        MrConfigCheck.Status.NOT_USED,
        MrConfigCheck.of(old.report(), identity, Optional.empty()).status());
    DerivedIdentity derived = DerivedIdentity.of(old.report(), old.events());
    assertEquals(
        hex("1544901edf4014300be5da32d6664c5c59c25e0d7d098ff307c71e93eb318588"),
        derived.mrSystem());
    assertEquals(
        hex("538189ebbef154bffebf0e0570fb65dcfd0674cd8f26e5520901e5f6cd57f21b"),
        derived.mrAggregated());
  }

  @Test
  void theSimulatorsComposeFileIsAnothers() throws IOException {
    Fixture simulator =
        new Fixture(
            Quote.copyOf(
                Fixture.hex(new String(Fixture.bytes("simulator-v0.5.5/quote.hex"), US_ASCII))),
            Fixture.log(Fixture.json("simulator-v0.5.5/eventlog.json").toString()));
    assertAllMatch(simulator.comparison());
    assertFalse(
        ComposeFile.of(Fixture.bytes("simulator-v0.5.5/app-compose.json"))
            .isOf(simulator.events().identity()));

    Fixture raTls =
        new Fixture(
            Quote.copyOf(Fixture.bytes("simulator-v0.5.5/ra-tls-tdx_quote.bin")), simulator.log());
    for (Rtmr register : Rtmr.values()) {
      assertInstanceOf(
          RegisterMatch.Differs.class, raTls.comparison().register(register), "another boot");
    }
    assertInstanceOf(Reading.Malformed.class, SystemEvents.read(raTls.comparison()));
  }

  @Test
  void productionInformationIsWhatTheQuoteProves() throws IOException {
    Fixture nearAi = Fixture.answer("nearai-vllm-proxy/sample_dstack_quote.json");
    JsonNode info = Fixture.json("nearai-vllm-proxy/sample_dstack_info.json");
    assertAllMatch(nearAi.comparison());
    SystemEvents events = nearAi.events();
    AppIdentity identity = events.identity();
    assertEquals(hex(info.path("app_id").asText()), identity.appId());
    assertEquals(hex(info.path("compose_hash").asText()), identity.composeHash());
    assertEquals(Optional.of(hex(info.path("instance_id").asText())), identity.instanceId());
    assertEquals(Optional.of(hex(info.path("os_image_hash").asText())), identity.osImageHash());
    assertEquals(
        hex(info.path("tcb_info").path("mr_aggregated").asText()),
        DerivedIdentity.of(nearAi.report(), events).mrAggregated());
    assertEquals(hex(info.path("device_id").asText()), DeviceId.ofUserData(nearAi.quote()));
    ComposeFile compose =
        ComposeFile.of(
            info.path("tcb_info").path("app_compose").asText().getBytes(StandardCharsets.UTF_8));
    assertTrue(compose.isOf(identity));
    assertEquals(Set.of(), compose.unknownMembers());
    assertEquals(
        MrConfigCheck.Status.CONSISTENT,
        MrConfigCheck.of(nearAi.report(), identity, Optional.empty()).status());
    assertEquals(KeyProvider.Kind.KMS, identity.keyProvider().orElseThrow().kind());
  }

  @Test
  void aCertificateWithQuoteAndLog() throws IOException {
    String pem =
        Fixture.json("nearai-vllm-proxy/sample_dstack_info.json").path("app_cert").asText();
    RaTlsCertificate certificate =
        RaTlsCertificate.read(pem.getBytes(US_ASCII)).found().orElseThrow();
    TdReport report = (TdReport) Quote.parse(certificate.quote().orElseThrow()).body();
    RuntimeEventLog log = RuntimeEventLog.parse(certificate.eventLog().orElseThrow());
    assertAllMatch(RtmrReplay.of(log).compareUnverified(report));
    assertTrue(certificate.isNamedBy(report));
    assertEquals(Optional.of(hex("ab84a54bdaf082be00ea40e8e37bdeb5c15c58de")), certificate.appId());
    assertEquals(Optional.of("app:custom"), certificate.specialUsage());
    assertEquals(Optional.empty(), certificate.attestation());
  }

  @Test
  void anAnswerOfVersion05() throws IOException {
    Fixture answer = Fixture.answer("verifier-fixtures/quote-report.json");
    assertAllMatch(answer.comparison());
    assertEquals(
        List.of("LIUM_MINER_HOTKEY"), answer.events().app().stream().map(e -> e.name()).toList());
    VmConfig config =
        config(Fixture.json("verifier-fixtures/quote-report.json").path("vm_config").asText());
    assertEquals(68719476736L, config.memorySize());
    assertInstanceOf(
        OsImageCheck.Unsupported.class, TdxLite.check(config, someAcpiDigests(), answer.report()));
  }

  private static AcpiDigests someAcpiDigests() {
    Measurement zero = Measurement.of(new byte[48]);
    return new AcpiDigests(zero, zero, zero);
  }

  private static VmConfig config(String json) {
    return VmConfig.read(json).found().orElseThrow();
  }

  @Test
  void liteMaterialGivesMrtdAndThreeRegisters() throws IOException {
    String name = "verifier-fixtures/tdx-lite-getquote.json";
    Fixture answer = Fixture.answer(name);
    assertAllMatch(answer.comparison());
    VmConfig config = config(Fixture.json(name).path("vm_config").asText());
    AcpiDigests acpi = AcpiDigests.of(answer.log()).orElseThrow();
    OsImageCheck check = TdxLite.check(config, acpi, answer.report());
    MatchedOsImage image = assertInstanceOf(OsImageCheck.Matched.class, check).image();
    assertEquals(PageOrder.TWO_PASS, image.pageOrder());
    assertTrue(image.isRtmr0Matched());

    OsImageAllowList none = OsImageAllowList.of(List.of(), List.of());
    assertInstanceOf(
        OsImageAllowList.Verdict.NotAllowed.class, none.check(answer.report(), Optional.of(image)));
    OsImageAllowList byHash =
        OsImageAllowList.of(
            List.of(), List.of(new OsImageAllowList.Hash("dstack-0.6.0", image.hash())));
    assertEquals(
        new OsImageAllowList.Verdict.Allowed("dstack-0.6.0", "hash"),
        byHash.check(answer.report(), Optional.of(image)));
    assertInstanceOf(
        OsImageAllowList.Verdict.NotAllowed.class,
        byHash.check(answer.report(), Optional.empty()),
        "the hash alone, without registers that fit it, says nothing");

    assertEquals(
        List.of("RTMR0"),
        assertInstanceOf(
                OsImageCheck.Differs.class,
                TdxLite.check(config, someAcpiDigests(), answer.report()))
            .registers());
    TdReport another = Fixture.answer("verifier-fixtures/quote-report.json").report();
    assertEquals(
        List.of("MRTD", "RTMR0", "RTMR1", "RTMR2"),
        assertInstanceOf(OsImageCheck.Differs.class, TdxLite.check(config, acpi, another))
            .registers());
  }

  @Test
  void anAttestationWithLiteMaterial() throws IOException {
    TdxAttestation attestation =
        decode(
            Fixture.hex(
                Fixture.json("verifier-fixtures/tdx-lite-attestation.json")
                    .path("attestation")
                    .asText()));
    assertEquals(0, attestation.version());
    TdReport report = (TdReport) Quote.parse(attestation.quote()).body();
    assertTrue(attestation.statesReportDataOf(report));
    RtmrComparison comparison = RtmrReplay.of(attestation.eventLog()).compareUnverified(report);
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(RegisterMatch.NoEvents.class, comparison.register(Rtmr.of(i)));
    }
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertInstanceOf(Reading.Read.class, SystemEvents.read(comparison));
    assertInstanceOf(
        OsImageCheck.Matched.class,
        TdxLite.check(
            config(attestation.config()),
            AcpiDigests.of(attestation.eventLog()).orElseThrow(),
            report));
  }

  @Test
  void anAttestationOfTheGuestAgent() throws IOException {
    byte[] bytes = Fixture.bytes("guest-agent/guest-agent-attestation-v0.5.11.bin");
    TdxAttestation attestation = decode(bytes);
    assertEquals(33, attestation.eventLog().size());
    TdReport report = (TdReport) Quote.parse(attestation.quote()).body();
    Fixture guest = new Fixture(Quote.parse(attestation.quote()), attestation.eventLog());
    assertAllMatch(guest.comparison());
    assertTrue(attestation.statesReportDataOf(report));
    AppIdentity identity = guest.events().identity();
    assertEquals(config(attestation.config()).osImageHash(), identity.osImageHash());
    assertFalse(ComposeFile.of(Fixture.bytes("guest-agent/app-compose.json")).isOf(identity));
    assertInstanceOf(
        AttestationDecoding.Malformed.class,
        TdxAttestation.decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1))));
  }

  private static TdxAttestation decode(byte[] bytes) {
    return assertInstanceOf(
            AttestationDecoding.Decoded.class, TdxAttestation.decode(ByteBuffer.wrap(bytes)))
        .attestation();
  }

  @Test
  void anotherPlatformIsRefused() throws IOException {
    byte[] attestation =
        Fixture.hex(
            Fixture.json("verifier-fixtures/sev-snp-attestation.json")
                .path("attestation")
                .asText());
    AttestationDecoding.Refused refused =
        assertInstanceOf(
            AttestationDecoding.Refused.class, TdxAttestation.decode(ByteBuffer.wrap(attestation)));
    assertEquals(Platform.SEV_SNP, refused.platform());
    assertTrue(refused.reason().contains("sev-snp is not Intel TDX"), refused.reason());
  }
}
