package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose TD it is: stated by options, waived by one, or not at all. */
class IdentityOptionsTest {
  private static final Path VECTOR = Path.of("../../testvectors/vectors/tdx-v4-up-to-date");
  private static final String OTHER = "ab".repeat(48);

  @TempDir private Path folder;

  private JsonNode report;

  @BeforeEach
  void readTheQuote() throws IOException {
    CommandRun run = CommandRun.of("inspect", VECTOR.toString(), "--format", "json");
    report = new ObjectMapper().readTree(run.out()).path("quote").path("body");
  }

  private String value(String field) {
    JsonNode node = report.path(field);
    return node.isObject() ? node.path("value").asText() : node.asText();
  }

  private static CommandRun verify(String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "verify",
                VECTOR.toString(),
                "--trust-anchor",
                VECTOR.resolve("root.pem").toString(),
                "--at",
                "2026-06-15"));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void unstatedItIsGenuineAndNotTrusted() {
    CommandRun run = verify();
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    assertTrue(
        run.out()
            .startsWith("TEST ROOT, GENUINE: verified, TCB UpToDate; say whose TD you expect\n"),
        run.out());
    assertTrue(run.out().contains("policy identity: none is stated"), run.out());
    CommandRun json = verify("--format", "json");
    assertTrue(json.out().contains("\"trusted\" : false"), json.out());
    assertTrue(json.out().contains("\"genuine\" : true"), json.out());
  }

  @Test
  void waivedItIsGenuineAndExitsWithZero() {
    CommandRun run = verify("--any-td");
    assertEquals(ExitCode.OK, run.code());
    assertTrue(
        run.out()
            .startsWith(
                "TEST ROOT, GENUINE: verified, TCB UpToDate; whose TD it is was not checked\n"),
        run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--mrtd, mrTd, ''",
    "--rtmr, rtmr1, 1=",
    "--rtmr, rtmr3, 3=",
    "--mrconfigid, mrConfigId, ''",
    "--mrowner, mrOwner, ''",
    "--mr-owner-config, mrOwnerConfig, ''"
  })
  void aStatedMeasurementIsTheIdentity(String option, String field, String prefix) {
    CommandRun mine = verify(option, prefix + value(field));
    assertEquals(ExitCode.OK, mine.code(), mine.out());
    assertTrue(mine.out().startsWith("TEST ROOT, TRUSTED: "), mine.out());
    CommandRun other = verify(option, prefix + OTHER);
    assertEquals(ExitCode.NOT_TRUSTED, other.code());
    assertTrue(other.out().startsWith("TEST ROOT, NOT TRUSTED: "), other.out());
    assertEquals(ExitCode.OK, verify(option, prefix + OTHER, option, prefix + value(field)).code());
  }

  @Test
  void reportDataComesFromHexOrAFile() throws IOException {
    String own = value("reportData");
    Path file = Files.write(folder.resolve("nonce.bin"), HexFormat.of().parseHex(own));
    assertEquals(ExitCode.OK, verify("--report-data", own).code());
    CommandRun run = verify("--report-data", "00ff", "--report-data-file", file.toString());
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertFalse(run.out().contains("; report data"), "it was checked: " + run.out());
    assertEquals(ExitCode.NOT_TRUSTED, verify("--report-data", "00ff").code());
  }

  @ParameterizedTest
  @CsvSource({
    "--mrtd, abcd, --mrtd has 2 bytes; 48 are needed",
    "--mrtd, nope, is not hexadecimal",
    "--rtmr, 5=ab, 'write the register and its value, such as 3=00ff'",
    "--report-data, '', --report-data has 0 bytes",
    "--report-data-file, none.bin, No such file",
  })
  void aMistakeIsOneClearLine(String option, String value, String message) {
    CommandRun run = verify(option, value);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("quotary: ") && run.err().contains(message), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"mrTd\": [\"%s\"]}", "{\"reportData\": {\"startsWith\": \"00\"}}"})
  void aPolicyAndAnOptionDoNotContradictEachOther(String json) throws IOException {
    Path policy =
        Files.writeString(folder.resolve("policy.json"), String.format(json, value("mrTd")));
    CommandRun any = verify("--policy", policy.toString(), "--any-td");
    assertEquals(json.contains("mrTd") ? ExitCode.USAGE : ExitCode.NOT_TRUSTED, any.code());
    assertEquals(
        ExitCode.USAGE, verify("--policy", policy.toString(), "--mrtd", OTHER, "--any-td").code());
    if (json.contains("mrTd")) {
      assertEquals(ExitCode.USAGE, verify("--policy", policy.toString(), "--mrtd", OTHER).code());
    }
  }

  @Test
  void aStatedIdentityTakesAWaiverBack() throws IOException {
    Path policy = Files.writeString(folder.resolve("policy.json"), "{\"identity\": \"waived\"}");
    CommandRun run =
        verify("--policy", policy.toString(), "--mrtd", value("mrTd"), "--format", "json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals("TRUSTED", json.path("verdict").asText());
    assertEquals("[\"reportData\"]", json.at("/policy/waived").toString());
  }

  @Test
  void aDirectoryBringsNeitherRootNorTime() {
    CommandRun root = CommandRun.of("verify", VECTOR.toString(), "--at", "2026-06-15", "--any-td");
    assertEquals(ExitCode.REJECTED, root.code());
    assertTrue(root.out().startsWith("REJECTED: ROOT_KEY_NOT_TRUSTED"), root.out());
    CommandRun time =
        CommandRun.of(
            "verify",
            VECTOR.toString(),
            "--trust-anchor",
            VECTOR.resolve("root.pem").toString(),
            "--any-td");
    assertTrue(time.out().contains("(this machine's clock)"), time.out());
    assertEquals(ExitCode.NOT_TRUSTED, time.code(), "its collateral has expired since");
  }
}
