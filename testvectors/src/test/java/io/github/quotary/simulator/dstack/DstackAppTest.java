package io.github.quotary.simulator.dstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DstackAppTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void digestsAreThoseOfDstack() {
    assertEquals(
        "67b4be4efed0893cfa2bb1d35dca209ad8348b4c97f980807bcde8b9a0f26398"
            + "dd0923d6eccb5aa2096d98046da8740f",
        RuntimeDigest.V1.digest("app-id", "deadbeef"));
    assertEquals(
        "baf3bcd15a9ffbd5d96a054080db0d029d44a88cdb7ea9f9ca5953bf7a1d8d91"
            + "f9a16c6de05de1034f41295e8cec53dc",
        RuntimeDigest.V2.digest("app-id", "deadbeef"));
  }

  @Test
  void preimagesAreCanonicalJson() {
    String preimage = LoggedEvent.runtime(RuntimeDigest.V2, "\u001b\n\"\\é", "").preimageText();
    assertEquals(
        "{\"name\":\"\\u001b\\n\\\"\\\\é\",\"payload\":\"\",\"type\":134217729}", preimage);
  }

  @Test
  void theDocumentIsHashedAsDstackDoes() throws IOException {
    DstackApp app = DstackApp.of(DstackEra.V0_6);
    byte[] prefix = "dstack-mr-config-v3:\0".getBytes(StandardCharsets.US_ASCII);
    byte[] document = app.mrConfigDocument().getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "03" + Hex.of(Digests.sha256(prefix, document)) + "00".repeat(15), app.mrConfigId());
    assertEquals(app.composeHash(), JSON.readTree(document).get("compose_hash").textValue());
  }

  @ParameterizedTest
  @EnumSource
  void theReportIsThatOfTheLog(DstackEra era) throws IOException {
    DstackApp app = DstackApp.of(era);
    ReportSpec<TdField> td = app.measuredInto(Scenario.upToDate()).quote().td();
    List<TdField> fields = List.of(TdField.RTMR0, TdField.RTMR1, TdField.RTMR2, TdField.RTMR3);
    JsonNode log = JSON.readTree(app.withForm(EventLogForm.COMPLETE).eventLogJson());
    for (int i = 0; i < fields.size(); i++) {
      byte[] register = new byte[48];
      for (JsonNode event : log) {
        if (event.get("imr").intValue() == i) {
          register = Digests.sha384(register, Hex.bytes(event.get("digest").textValue()));
        }
      }
      assertEquals(Hex.of(register), td.get(fields.get(i)), "RTMR" + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void formsDifferInWhatTheyLeaveOut(EventLogForm form) throws IOException {
    JsonNode log = JSON.readTree(DstackApp.of(DstackEra.V0_5).withForm(form).eventLogJson());
    for (JsonNode event : log) {
      boolean runtime = event.get("event_type").longValue() == 0x08000001L;
      boolean hasDigest = !event.get("digest").textValue().isEmpty();
      assertEquals(
          !runtime || form.compareTo(EventLogForm.WITHOUT_RUNTIME_DIGESTS) < 0,
          hasDigest,
          event.toString());
      if (!runtime) {
        boolean hasPayload = !event.get("event_payload").textValue().isEmpty();
        assertEquals(
            form == EventLogForm.COMPLETE || form == EventLogForm.STRIPPED,
            hasPayload,
            event.toString());
      }
    }
    assertEquals(form == EventLogForm.STRIPPED ? 3 + 8 : 20 + 8, log.size());
  }

  @Test
  void firmwaresLogIsPadded() {
    EventLogSpec log = DstackApp.of(DstackEra.V0_6).eventLog();
    byte[] ccel = log.ccel();
    assertEquals(EventLogSpec.CCEL_AREA, ccel.length);
    ByteBuffer header = ByteBuffer.wrap(ccel).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(3, header.getInt(4));
    assertEquals(33, header.getInt(28));
    assertEquals(1, header.getInt(65), "the first event extends RTMR0");
    int end = ccel.length;
    while (ccel[end - 1] == -1) {
      end--;
    }
    assertTrue(end < 4096, "padding starts at " + end);
    assertEquals(end, Arrays.mismatch(ccel, log.ccel(end)), "a shorter area, the same events");
    int area = end - 1;
    assertThrows(IllegalStateException.class, () -> log.ccel(area));
  }

  @Test
  void whatIsNotSetFollows() {
    DstackApp app = DstackApp.of(DstackEra.V0_5_5);
    assertTrue(app.composeHash().startsWith(app.appId()));
    DstackApp other = app.withComposeFile("{}");
    assertNotEquals(app.appId(), other.appId());
    assertNotEquals(app.instanceId(), other.instanceId());
    assertEquals(app.mrTd(), other.mrTd());
    assertNotEquals(app.mrTd(), app.withOsImageHash("00".repeat(32)).mrTd());
    assertEquals(List.of(), app.payloads("mr-kms"));
    assertEquals("22".repeat(20), app.withAppId("22".repeat(20)).appId());
  }

  @Test
  void aForgerChangesOneThing() {
    EventLogSpec log = DstackApp.of(DstackEra.V0_5).eventLog();
    EventLogSpec payload = log.with("compose-hash", event -> event.withPayload("00".repeat(32)));
    assertEquals(log.rtmr(3), payload.rtmr(3), "the digest is the true one");
    assertFalse(payload.equals(log));
    EventLogSpec digest = log.with(0, event -> event.withDigest("00".repeat(48)));
    assertNotEquals(log.rtmr(0), digest.rtmr(0));
    assertEquals(log.rtmr(1), digest.rtmr(1));
    assertNotEquals(log.rtmr(0), log.without(0).rtmr(0));
  }
}
