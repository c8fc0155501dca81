package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.EVIDENCE;
import static io.github.quotary.service.dstack.Calls.GUEST;
import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.answer;
import static io.github.quotary.service.dstack.Calls.hex;
import static io.github.quotary.service.dstack.Calls.refused;
import static io.github.quotary.service.dstack.Calls.request;
import static io.github.quotary.service.dstack.Calls.service;
import static io.github.quotary.service.dstack.Calls.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DstackVerifierTest {
  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aGuestWhoseImageComesAlongIsValid() throws IOException {
    JsonNode answer = verify(EVIDENCE, request());
    assertTrue(answer.path("is_valid").booleanValue(), answer.toString());
    assertTrue(answer.path("reason").isNull());
    assertEquals(List.of("is_valid", "details", "reason", "quotary"), names(answer));
    JsonNode details = answer.path("details");
    assertEquals(
        List.of(
            "quote_verified",
            "event_log_verified",
            "os_image_hash_verified",
            "acpi_tables_verified",
            "os_image_is_dev",
            "os_image_version",
            "tee_variant",
            "report_data",
            "tcb_status",
            "advisory_ids",
            "key_provider",
            "app_info",
            "boot_info"),
        names(details));
    assertTrue(details.path("quote_verified").booleanValue());
    assertTrue(details.path("event_log_verified").booleanValue());
    assertTrue(details.path("os_image_hash_verified").booleanValue());
    assertFalse(details.path("acpi_tables_verified").booleanValue());
    assertTrue(details.path("os_image_is_dev").isNull());
    assertEquals("dstack-tdx", details.path("tee_variant").textValue());
    assertEquals("UpToDate", details.path("tcb_status").textValue());
    assertEquals(128, details.path("report_data").textValue().length());
    assertEquals("kms", details.path("key_provider").path("name").textValue());
  }

  @Test
  void appAndBootAreThoseOfTheEvents() throws IOException {
    JsonNode details = verify(EVIDENCE, request()).path("details");
    JsonNode app = details.path("app_info");
    JsonNode boot = details.path("boot_info");
    String image = JSON.readTree(GUEST.config).path("os_image_hash").textValue();
    assertEquals(GUEST.app.appId(), app.path("app_id").textValue());
    assertEquals(GUEST.app.composeHash(), app.path("compose_hash").textValue());
    assertEquals(GUEST.app.instanceId(), app.path("instance_id").textValue());
    assertEquals(image, app.path("os_image_hash").textValue());
    assertEquals(
        GUEST.app.payloads("key-provider").get(0), app.path("key_provider_info").textValue());
    assertEquals(app.path("app_id"), boot.path("appId"));
    assertEquals(app.path("compose_hash"), boot.path("composeHash"));
    assertEquals(app.path("instance_id"), boot.path("instanceId"));
    assertEquals(app.path("device_id"), boot.path("deviceId"));
    assertEquals(app.path("mr_system"), boot.path("mrSystem"));
    assertEquals(app.path("mr_aggregated"), boot.path("mrAggregated"));
    assertEquals(app.path("os_image_hash"), boot.path("osImageHash"));
    assertEquals("UpToDate", boot.path("tcbStatus").textValue());
    assertEquals("dstack-tdx", boot.path("teeVariant").textValue());
    assertEquals(64, app.path("device_id").textValue().length());
  }

  @Test
  void whatWasNotCheckedIsNamed() throws IOException {
    JsonNode quotary = verify(EVIDENCE, request()).path("quotary");
    List<String> notChecked = new ArrayList<>();
    quotary.path("not_checked").forEach(name -> notChecked.add(name.textValue()));
    assertEquals(
        List.of("identity", "reportData", "acpiTables", "osImageIsDev", "osImageAllowList"),
        notChecked);
    assertEquals("GENUINE", quotary.path("verdict").path("verdict").textValue());
    assertFalse(quotary.path("verdict").path("trusted").booleanValue());
  }

  @Test
  void aChangedQuoteIsNotVerified() throws IOException {
    byte[] quote = EVIDENCE.quote();
    quote[200] ^= 1;
    JsonNode details =
        refused(
            EVIDENCE,
            request(EVIDENCE.withQuote(quote), GUEST.log, GUEST.config),
            "Quote verification failed: failed to verify TDX quote: ");
    assertFalse(details.path("quote_verified").booleanValue());
    assertTrue(details.path("report_data").isNull());
    assertTrue(details.path("app_info").isNull());
    assertTrue(details.path("boot_info").isMissingNode());
  }

  @Test
  void anotherLogIsAMismatch() throws IOException {
    String other = GUEST.app.withAppId("11".repeat(20)).eventLogJson();
    refused(
        EVIDENCE,
        request(EVIDENCE, other, GUEST.config),
        "Quote verification failed: RTMR3 mismatch, quoted: ");
    refused(
        EVIDENCE,
        request(EVIDENCE, "[]", GUEST.config),
        "Quote verification failed: RTMR3 mismatch, quoted: ");
  }

  @Test
  void anotherImageDiffers() throws IOException {
    for (TdField register : List.of(TdField.MRTD, TdField.RTMR0, TdField.RTMR1, TdField.RTMR2)) {
      Evidence other =
          GUEST.evidence(scenario -> scenario.withTd(td -> td.withBitFlipped(register, 3)));
      JsonNode details =
          refused(
              other,
              request(other, GUEST.log, GUEST.config),
              "OS image hash verification failed: MRs do not match: " + register.name());
      assertTrue(details.path("quote_verified").booleanValue());
      assertFalse(details.path("event_log_verified").booleanValue());
      assertTrue(details.path("app_info").isNull());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"lite\"|\"legacy\"|legacy TDX attestation needs",
        ",\"tdx_attestation_variant\":\"lite\"||legacy TDX attestation needs",
        "\"lite\"|\"other\"|Failed to decode VM config",
        "tdx_measurement|renamed|tdx lite attestation requires vm_config.tdx_measurement",
        "\"memory_size\":|\"memory_size\":1|MRs do not match: RTMR0",
        "\"memory_size\":|\"memory_size\":7,\"was\":|with 7 bytes of memory",
        "\"os_image_hash\":\"|\"os_image_hash\":\"zz|Failed to decode VM config",
        "\"memory_size\"|\"ovmf_variant\":\"newer\",\"memory_size\"|Failed to decode VM config"
      })
  void otherConfigurationsAreNotValid(String from, String to, String reason) throws IOException {
    String config = GUEST.config.replace(from, to == null ? "" : to);
    refused(
        EVIDENCE,
        request(EVIDENCE, GUEST.log, config),
        "OS image hash verification failed: " + reason);
  }

  @Test
  void deepConfigurationsAreNotValid() throws IOException {
    for (int depth : new int[] {60, 70, 600, 100_000}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      refused(
          EVIDENCE,
          request(EVIDENCE, GUEST.log, "{\"a\":" + deep + "}"),
          "OS image hash verification failed: ");
    }
  }

  @Test
  void whatALegacyGuestsEventsProveIsSaidApart() throws IOException {
    DstackApp app = DstackApp.of(DstackEra.V0_5_6);
    Evidence evidence =
        Simulator.seeded(7).evidence(app.measuredInto(Scenario.upToDate(QuoteShape.V4_TDX)));
    JsonNode answer = verify(evidence, request(evidence, app.eventLogJson(), "{}"));
    assertFalse(answer.path("is_valid").booleanValue());
    JsonNode details = answer.path("details");
    assertTrue(details.path("quote_verified").booleanValue());
    assertFalse(details.path("os_image_hash_verified").booleanValue());
    assertFalse(details.path("event_log_verified").booleanValue());
    assertEquals(
        app.composeHash(),
        answer.path("quotary").path("app_info").path("compose_hash").textValue());
    assertTrue(answer.path("quotary").path("not_checked").toString().contains("\"osImage\""));
  }

  @Test
  void eventsOutOfOrderAreNotVerified() throws IOException {
    LiteGuest guest = LiteGuest.of(DstackApp.of(DstackEra.V0_6).with("boot-mr-done"));
    Evidence evidence = guest.evidence();
    JsonNode details =
        refused(
            evidence,
            request(evidence, guest.log, guest.config),
            "Event log verification failed: ");
    assertTrue(details.path("quote_verified").booleanValue());
    assertTrue(details.path("os_image_hash_verified").booleanValue());
    assertFalse(details.path("event_log_verified").booleanValue());
  }

  @Test
  void aDebugTdIsNotValidWhateverThePolicy() throws IOException {
    Evidence debug =
        GUEST.evidence(
            scenario -> scenario.withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, 0)));
    refused(
        debug,
        request(debug, GUEST.log, GUEST.config),
        "Quote verification failed: Debug mode is not allowed");
  }

  @Test
  void withoutCollateralNothingIsVerified() throws IOException {
    DstackVerifier service =
        new DstackVerifier(
            Platform.verifier(EVIDENCE, Platform.anyTd(), CollateralSource.none()),
            Platform.clock(EVIDENCE),
            Platform.PROVENANCE,
            DstackOptions.asUpstream(),
            verdict -> {});
    JsonNode answer = answer(service.verify(request().toString().getBytes(UTF_8)));
    assertFalse(answer.path("is_valid").booleanValue());
    assertTrue(answer.path("reason").asText().startsWith("Quote verification failed: "));
    assertEquals("UNDECIDED", answer.path("quotary").path("verdict").path("verdict").textValue());
  }

  @Test
  void theDeviceIsThePlatformsPpid() throws IOException {
    JsonNode details = verify(EVIDENCE, request()).path("details");
    assertFalse(
        details
            .path("app_info")
            .path("device_id")
            .textValue()
            .equals(hex(Sha2.sha256(new byte[0]))));
  }
}
