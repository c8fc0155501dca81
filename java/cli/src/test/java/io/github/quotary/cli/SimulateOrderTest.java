package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, values, faults and what is tampered with. */
class SimulateOrderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Simulated simulated() {
    return new Simulated(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TD_RELAUNCH_ADVISED",
        "TDRelaunchAdvised",
        "td-relaunch-advised",
        "outcome-td-relaunch-advised",
        "OUTCOME_TD_RELAUNCH_ADVISED"
      })
  void anOutcomeHasSeveralNames(String name) throws IOException {
    assertEquals("outcome-td-relaunch-advised", simulated().made("a", name).get("id").textValue());
    assertEquals(
        "outcome-td-relaunch-advised",
        simulated().made("b", "--outcome", name).get("id").textValue());
    Simulated.assertSame(folder.resolve("a"), folder.resolve("b"));
  }

  @Test
  void everyStatusOfIntelIsAName() throws IOException {
    for (TcbStatus status : TcbStatus.values()) {
      JsonNode found = simulated().made(status.name(), status.intelName());
      assertTrue(found.get("id").textValue().startsWith("outcome-"), status.intelName());
    }
  }

  /** The values are those that the options are called after. */
  @ParameterizedTest
  @CsvSource({
    "--mrtd, mrTd, 48, v4-tdx",
    "--rtmr0, rtmr0, 48, v4-tdx",
    "--rtmr1, rtmr1, 48, v5-tdx-10",
    "--rtmr2, rtmr2, 48, v5-tdx-15",
    "--rtmr3, rtmr3, 48, v5-tdx-15-ex",
    "--mrconfigid, mrConfigId, 48, v4-tdx",
    "--mrowner, mrOwner, 48, v4-tdx",
    "--mrownerconfig, mrOwnerConfig, 48, v4-tdx",
    "--report-data, reportData, 64, v4-tdx",
    "--report-data, reportData, 64, v3-sgx",
    "--mrenclave, mrEnclave, 32, v5-sgx",
    "--mrsigner, mrSigner, 32, v4-sgx",
  })
  void aMeasurementIsInTheVerifiedQuote(String option, String member, int length, String shape)
      throws IOException {
    String value = "3c".repeat(length);
    JsonNode made = simulated().made("made", "--shape", shape, option, value);
    JsonNode verdict = simulated().verified("made");
    assertEquals(value, verdict.get("quote").get("report").get(member).textValue());
    assertTrue(verdict.get("trusted").booleanValue());
    assertTrue(made.has("expected"));
  }

  /** SVNs decide the TCB status, and nobody has said which. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v4-tdx | --sgx-svns | 4,8,2,2,4,1,0,5,0,0,0,0,0,0,0,0 | OutOfDate",
        "v3-sgx | --sgx-svns | 7,8,2,2,4,1,0,5,0,0,0,0,0,0,0,0 | SWHardeningNeeded",
        "v4-tdx | --pcesvn | 14 | UpToDate",
        "v4-tdx | --tee-tcb-svn | 04010400000000000000000000000000 | OutOfDate",
        "v5-tdx-15 | --tee-tcb-svn | 04010400000000000000000000000000 | TDRelaunchAdvised",
        "v5-tdx-15-ex | --tee-tcb-svn2 | 06030500000000000000000000000000 | UpToDate",
        "v3-sgx | --tcb-info-version | 2 | UpToDate",
        "v4-tdx | --at | 2026-06-30T00:00:00Z | UpToDate",
      })
  void valuesThatDecideTakeThePromiseBack(String shape, String option, String value, String status)
      throws IOException {
    JsonNode made = simulated().made("made", "--shape", shape, option, value);
    for (String member : List.of("expected", "quotary", "trustedUnderDefaultPolicy")) {
      assertFalse(made.has(member), member);
    }
    assertEquals(status, simulated().verified("made").get("tcbStatus").textValue());
  }

  @Test
  void thePlatformIsTheOneThatWasAskedFor() throws IOException {
    simulated()
        .made("made", "--fmspc", "0a0b0c0d0e0f", "--pceid", "1234", "--ppid", "5a".repeat(16));
    JsonNode collateral = JSON.readTree(folder.resolve("made/collateral.json").toFile());
    JsonNode tcbInfo = JSON.readTree(collateral.get("tcb_info").textValue());
    assertEquals("0A0B0C0D0E0F", tcbInfo.get("fmspc").textValue());
    assertEquals("1234", tcbInfo.get("pceId").textValue());
    assertTrue(simulated().verified("made").get("trusted").booleanValue());
  }

  @ParameterizedTest
  @CsvSource({
    "pck, crl-pck-revoked",
    "intermediate, crl-intermediate-revoked",
    "signer, crl-tcb-signer-revoked",
    "root, crl-root-revoked-by-itself"
  })
  void aRevocationIsTheFaultOfThatName(String certificate, String fault) throws IOException {
    simulated().made("made", "--revoke", certificate);
    Simulated.assertSame(Simulated.vectors(fault), folder.resolve("made"));
  }

  @Test
  void faultsAndOutcomesAddUp() throws IOException {
    JsonNode made =
        simulated()
            .made("made", "OutOfDate", "--fault", "tcb-info-expired", "--fault", "oddity-high-s");
    assertEquals("outcome-out-of-date+tcb-info-expired+oddity-high-s", made.get("id").textValue());
    assertFalse(made.has("expected"));
    JsonNode verdict = simulated().verified("made");
    assertEquals("OutOfDate", verdict.get("tcbStatus").textValue());
    assertTrue(verdict.get("collateral").get("expired").booleanValue());
  }

  @Test
  void aFaultKeepsItsShapeUnlessAnotherIsGiven() throws IOException {
    simulated().made("usual", "policy-service-td");
    assertEquals(5, simulated().verified("usual").get("quote").get("version").intValue());
    JsonNode other = simulated().made("other", "crl-pck-revoked", "--shape", "v3-sgx");
    assertEquals(3, simulated().verified("other").get("quote").get("version").intValue());
    assertFalse(other.has("expected"));
    assertEquals(
        "STATUS_SGX_PCK_REVOKED",
        simulated().verified("other").get("reject").get("qvlStatus").textValue());
  }

  @Test
  void aValueThatIsSetStandsAgainstTheFault() throws IOException {
    simulated()
        .made("made", "tcb-info-expired", "--set", "tcbInfo.nextUpdate=2027-01-01T00:00:00Z");
    assertFalse(simulated().verified("made").get("collateral").get("expired").booleanValue());
  }

  @ParameterizedTest
  @CsvSource({
    "td.RTMR3, 48, STATUS_INVALID_QUOTE_SIGNATURE",
    "qe.MRENCLAVE, 32, STATUS_INVALID_QE_REPORT_SIGNATURE",
    "quote.signature, 64, STATUS_INVALID_QUOTE_SIGNATURE",
  })
  void whatIsTamperedWithBreaksASignature(String field, int length, String status)
      throws IOException {
    JsonNode made = simulated().made("made", "--tamper", field + "=" + "01".repeat(length));
    assertFalse(made.has("expected"));
    assertEquals(status, simulated().verified("made").get("reject").get("qvlStatus").textValue());
  }
}
