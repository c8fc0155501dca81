package io.github.quotary.evidence.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureEvidenceTest {
  private static final String DATA = "HCL variable data in report data";
  private static final String REPORT = "TDREPORT of the HCL report in the quote";
  private static final String SIGNATURE = "TPM quote signed by the key in the HCL report";
  private static final String PCRS = "PCRs in the TPM quote";
  private static final String NONCE = "nonce of the TPM quote";
  private static final String USER_DATA = "nonce of the TPM quote in the HCL user data";

  private static Part.QuotePart part(byte[] json) {
    Recognition.Parts parts = (Recognition.Parts) AzureEvidence.read(json).orElseThrow();
    assertEquals(1, parts.parts().size());
    return (Part.QuotePart) parts.parts().get(0);
  }

  private static Map<String, Outcome> outcomes(byte[] json) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    part(json).bindings().forEach(binding -> outcomes.put(binding.name(), binding.outcome()));
    return outcomes;
  }

  private static String refusal(byte[] bytes) {
    return ((Recognition.Refused) AzureEvidence.read(bytes).orElseThrow()).reason();
  }

  /** All bindings of version 1, and which of them fail. */
  private static void assertFails(AzureMachine machine, String... names) {
    Map<String, Outcome> expected = new LinkedHashMap<>();
    for (String name : List.of(DATA, REPORT, SIGNATURE, PCRS)) {
      expected.put(name, List.of(names).contains(name) ? Outcome.FAILS : Outcome.HOLDS);
    }
    expected.put(NONCE, Outcome.NOT_CHECKED);
    assertEquals(expected, outcomes(machine.json(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void readsEveryVersion(int version) {
    AzureMachine machine = new AzureMachine();
    byte[] json = machine.json(version);
    assertEquals(ByteBuffer.wrap(machine.quote), part(json).bytes());
    Map<String, Outcome> outcomes = outcomes(json);
    assertEquals(Outcome.NOT_CHECKED, outcomes.remove(NONCE));
    assertEquals(version == 2, outcomes.containsKey(USER_DATA));
    assertEquals(
        Map.of(),
        outcomes.entrySet().stream()
            .filter(outcome -> outcome.getValue() != Outcome.HOLDS)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    assertEquals(version == 2 ? 5 : 4, outcomes.size());
  }

  @Test
  void showsTheNonce() {
    Binding nonce =
        part(new AzureMachine().json(1)).bindings().stream()
            .filter(binding -> binding.name().equals(NONCE))
            .findFirst()
            .orElseThrow();
    assertTrue(nonce.detail().startsWith("6368616c6c656e6765;"), nonce.detail());
  }

  private static AzureMachine changed(Consumer<AzureMachine> change) {
    AzureMachine machine = new AzureMachine();
    change.accept(machine);
    return machine;
  }

  @Test
  void noticesAnotherMachinesReport() {
    assertFails(changed(machine -> machine.quote[48 + 520] ^= 1), DATA, REPORT);
    assertFails(changed(machine -> machine.tdReport[128] ^= 1), REPORT);
    for (int offset : new int[] {0, 8, 16, 64, 112, 160, 208, 256, 304, 352, 399}) {
      assertFails(changed(machine -> machine.tdReport[512 + offset] ^= 1), REPORT);
    }
  }

  @Test
  void noticesWhatTheTpmDidNotSign() {
    assertFails(changed(machine -> machine.signature[255] ^= 1), SIGNATURE);
    assertFails(changed(machine -> machine.signature = new byte[0]), SIGNATURE);
    assertFails(changed(machine -> machine.message[12] ^= 1), SIGNATURE);
    assertFails(
        changed(
            machine -> {
              machine.keyId = "HCLEkPub";
              machine.attest();
            }),
        SIGNATURE);
  }

  @ParameterizedTest
  @MethodSource
  void noticesVariableDataThatHoldNoKey(String data) {
    Map<String, Outcome> outcomes = outcomes(new AzureMachine().attest(data).json(2));
    assertEquals(Outcome.FAILS, outcomes.get(SIGNATURE), outcomes::toString);
    assertEquals(Outcome.HOLDS, outcomes.get(DATA));
  }

  static Stream<String> noticesVariableDataThatHoldNoKey() {
    String key = "{\"keys\":[{\"kid\":\"HCLAkPub\",\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"%s\"}]}";
    String even = "gICA".repeat(85) + "gA";
    return Stream.of("{\"keys\":[}", "[]", key.formatted("*"), key.formatted(even));
  }

  @Test
  void userDataThatAreNoTextFail() {
    AzureMachine machine = new AzureMachine();
    String data = machine.variableData().replaceFirst("\"user-data\":.*", "\"user-data\":1}");
    assertEquals(Outcome.FAILS, outcomes(machine.attest(data).json(2)).get(USER_DATA));
  }

  @Test
  void noticesOtherPcrs() {
    assertFails(changed(machine -> machine.pcrs.get(23)[31] ^= 1), PCRS);
    assertFails(changed(machine -> machine.pcrs.remove(23)), PCRS);
    assertFails(changed(machine -> machine.pcrs.set(3, new byte[20])), PCRS);
    assertFails(
        changed(
            machine -> {
              machine.selection = new byte[] {(byte) 0xff, 0, 0};
              machine.attest();
            }),
        PCRS);
  }

  @Test
  void noticesWhatIsNoQuoteOfATpm() {
    for (int offset : new int[] {0, 5}) {
      AzureMachine machine = new AzureMachine();
      machine.message[offset] ^= 1;
      machine.signature = AzureMachine.sign(machine.message);
      Map<String, Outcome> outcomes = outcomes(machine.json(1));
      assertEquals(Outcome.HOLDS, outcomes.get(SIGNATURE));
      assertEquals(Outcome.FAILS, outcomes.get(PCRS));
      assertEquals(null, outcomes.get(NONCE));
    }
  }

  @Test
  void comparesUserDataSinceVersionTwo() {
    AzureMachine machine =
        changed(
            one -> {
              one.userData = "00".repeat(64);
              one.attest();
            });
    assertEquals(Outcome.FAILS, outcomes(machine.json(2)).get(USER_DATA));
    machine.nonce = new byte[0];
    assertEquals(Outcome.FAILS, outcomes(machine.attest().json(2)).get(USER_DATA));
  }

  @Test
  void checksNothingAgainstAQuoteThatCannotBeParsed() {
    AzureMachine machine = changed(one -> one.quote = new byte[4]);
    Map<String, Outcome> outcomes = outcomes(machine.json(1));
    assertEquals(Outcome.NOT_CHECKED, outcomes.get(DATA));
    assertEquals(Outcome.NOT_CHECKED, outcomes.get(REPORT));
  }

  /** Wherever the evidence stands in a document, its quote comes with what binds it. */
  @Test
  void checksEvidenceInsideOfOtherJson() {
    AzureMachine machine = changed(one -> one.pcrs.get(0)[0] ^= 1);
    String json = new String(machine.json(1), UTF_8);
    Reading reading =
        EvidenceReader.read(("{\"tee\":\"x\",\"evidence\":[" + json + "]}").getBytes(UTF_8));
    List<FoundQuote> quotes = ((Reading.Found) reading).quotes();
    assertEquals(1, quotes.size());
    assertEquals(part(machine.json(1)).bindings(), quotes.get(0).bindings());
    assertTrue(
        quotes.get(0).bindings().stream().anyMatch(binding -> binding.outcome() == Outcome.FAILS));
  }

  @Test
  void namesReportsWithoutAQuote() {
    AzureMachine machine = new AzureMachine();
    assertTrue(refusal(machine.hclReport()).contains("no TD quote"));
    machine.reportType = 2;
    assertTrue(refusal(machine.hclReport()).contains("SEV-SNP"));
    assertTrue(refusal(machine.json(1)).contains("SEV-SNP"));
    machine.reportType = 0;
    assertTrue(refusal(machine.hclReport()).contains("of type 0"));
    assertTrue(
        refusal("{\"hcl_report\":\"\",\"tpm_quote\":{}}".getBytes(UTF_8)).contains("no td_quote"));
    assertTrue(refusal("{\"hcl_report\":\"\",\"vcek\":\"\"}".getBytes(UTF_8)).contains("SEV-SNP"));
  }

  @Test
  void namesWhatCannotBeRead() {
    String json = new String(new AzureMachine().json(1), UTF_8);
    assertTrue(
        refusal(json.replace("\"version\":1", "\"version\":3").getBytes(UTF_8))
            .contains("version"));
    assertTrue(
        refusal(json.replace("\"message\"", "\"massage\"").getBytes(UTF_8))
            .contains("message is missing"));
    assertTrue(
        refusal(json.replace("\"hcl_report\":\"SENM", "\"hcl_report\":\"AENM").getBytes(UTF_8))
            .contains("HCLA"));
    assertTrue(
        refusal(json.replace("\"hcl_report\":\"", "\"hcl_report\":\"*").getBytes(UTF_8))
            .contains("base64url"));
  }

  @Test
  void leavesEverythingElseAlone() {
    for (String other :
        List.of(
            "",
            "{}",
            "{\"quote\":\"AA\"}",
            "\"hcl_report\"",
            "HCL",
            "{\"a\":{\"hcl_report\":1}}")) {
      assertEquals(Optional.empty(), AzureEvidence.read(other.getBytes(UTF_8)), other);
    }
  }

  @Test
  void readsNoQuoteFromWhatIsCutOff() {
    AzureMachine machine = new AzureMachine();
    byte[] json = machine.json(1);
    for (int size = 0; size < json.length; size += 7) {
      assertEquals(Optional.empty(), AzureEvidence.read(Arrays.copyOf(json, size)));
    }
    byte[] report = machine.hclReport();
    for (int size = 4; size < report.length; size++) {
      assertTrue(refusal(Arrays.copyOf(report, size)).contains("HCL"));
    }
    for (int size = 0; size < machine.message.length; size++) {
      ByteBuffer cut = ByteBuffer.wrap(machine.message, 0, size).slice();
      assertThrows(MalformedException.class, () -> TpmQuote.parse(cut));
    }
  }
}
