package io.github.quotary.service.dstack;

import static io.github.quotary.service.dstack.Calls.JSON;
import static io.github.quotary.service.dstack.Calls.hex;
import static io.github.quotary.service.dstack.Calls.refused;
import static io.github.quotary.service.dstack.Calls.request;
import static io.github.quotary.service.dstack.Calls.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.spec.TdField;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attestations, which hold everything in one. */
class AttestationInputTest {
  /** Events of version 1, which SCALE can carry. */
  private static final LiteGuest OLDER = LiteGuest.of(DstackApp.of(DstackEra.V0_5_6));

  private static final Evidence OLDER_EVIDENCE = OLDER.evidence();

  private static ObjectNode attestation(byte[] bytes) {
    return JSON.createObjectNode().put("attestation", hex(bytes));
  }

  @Test
  void anAttestationIsSelfContained() throws IOException {
    ObjectNode request = attestation(ScaleWriter.write(OLDER_EVIDENCE.quote(), OLDER));
    request.put("quote", "00");
    request.put("event_log", "not a log");
    request.put("vm_config", "not a configuration");
    request.put("unknown", 1);
    request.put("debug", true);
    JsonNode answer = verify(OLDER_EVIDENCE, request);
    assertTrue(answer.path("is_valid").booleanValue(), answer.toString());
    assertEquals(
        verify(OLDER_EVIDENCE, request(OLDER_EVIDENCE, OLDER.log, OLDER.config)).path("details"),
        answer.path("details"),
        "the same facts");
  }

  @Test
  void anAttestationOfVersion1IsReadLikewise() throws IOException {
    byte[] reportData = ReportDataTag.APP_DATA.reportData("hello".getBytes(UTF_8)).toByteArray();
    LiteGuest guest = LiteGuest.up();
    Evidence evidence =
        guest.evidence(s -> s.withTd(td -> td.with(TdField.REPORTDATA, hex(reportData))));
    for (Optional<String> payload :
        java.util.List.of(Optional.<String>empty(), Optional.of("hello"))) {
      JsonNode answer =
          verify(evidence, attestation(MessagePackWriter.write(evidence.quote(), guest, payload)));
      assertTrue(answer.path("is_valid").booleanValue(), answer.toString());
    }
    refused(
        evidence,
        attestation(MessagePackWriter.write(evidence.quote(), guest, Optional.of("other"))),
        "Quote verification failed: report_data does not match report_data_payload");
  }

  @Test
  void anAttestationMustStateTheQuotesReportData() throws IOException {
    Evidence other =
        OLDER.evidence(scenario -> scenario.withTd(td -> td.withBitFlipped(TdField.REPORTDATA, 0)));
    byte[] swapped = ScaleWriter.write(other.quote(), OLDER_EVIDENCE.quote(), OLDER);
    JsonNode details =
        refused(other, attestation(swapped), "Quote verification failed: tdx report_data mismatch");
    assertFalse(details.path("quote_verified").booleanValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 60, 700, 5000, -1})
  void anAttestationThatIsCutIsRefused(int cut) throws IOException {
    byte[] whole = ScaleWriter.write(OLDER_EVIDENCE.quote(), OLDER);
    byte[] shorter = Arrays.copyOf(whole, cut < 0 ? whole.length + cut : cut);
    refused(OLDER_EVIDENCE, attestation(shorter), "Internal error: Failed to decode attestation");
  }

  @Test
  void anotherPlatformIsNotVerified() throws IOException {
    byte[] bytes = ScaleWriter.write(OLDER_EVIDENCE.quote(), OLDER);
    bytes[1] = 3;
    refused(
        OLDER_EVIDENCE, attestation(bytes), "Quote verification failed: sev-snp is not Intel TDX");
  }
}
