package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCommandTest {
  private static final String VECTORS = "../../testvectors/vectors/";
  private static final String TEN_LINES = "src/test/policies/ten-lines.json";

  @TempDir private Path folder;

  private String file(String json) throws IOException {
    Path file = folder.resolve("policy.json");
    Files.writeString(file, json);
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource({"text,policy-check.txt", "json,policy-check.json"})
  void aPolicyIsExplainedInWords(String format, String golden) throws IOException {
    CommandRun run = CommandRun.of("policy", "check", TEN_LINES, "--format", format);
    assertEquals(ExitCode.OK, run.code());
    assertEquals("", run.err());
    Golden.assertMatches(golden, run.out());
  }

  @Test
  void anErrorIsShownWithItsLocation() throws IOException {
    String file = file("{\n  \"mrTD\": []\n}\n");
    CommandRun run = CommandRun.of("policy", "check", file);
    assertEquals(ExitCode.REJECTED, run.code());
    assertEquals(
        "INVALID: " + file + ": The policy at /mrTD, line 2: no rule has this name; write mrTd\n",
        run.out());
    CommandRun json = CommandRun.of("policy", "check", file, "--format", "json");
    assertEquals(ExitCode.REJECTED, json.code());
    assertTrue(json.out().contains("\"valid\" : false"), json.out());
  }

  @Test
  void aPolicyThatNoQuoteCanMeetIsNamedSo() throws IOException {
    String file = file("{\"tee\": \"sgx\", \"rtmr3\": [\"" + "ab".repeat(48) + "\"]}");
    String reason = "only TDX quotes can meet rtmr3; only SGX quotes can meet tee sgx";
    CommandRun run = CommandRun.of("policy", "check", file);
    assertEquals(ExitCode.REJECTED, run.code());
    assertEquals("", run.err());
    assertTrue(
        run.out()
            .startsWith(
                "NEVER TRUE: "
                    + file
                    + ": no quote can meet this policy\n  "
                    + reason
                    + "\n\n  tee  "),
        run.out());
    CommandRun json = CommandRun.of("policy", "check", file, "--format", "json");
    assertEquals(ExitCode.REJECTED, json.code());
    assertTrue(json.out().contains("\"valid\" : true"), json.out());
    assertTrue(json.out().contains("\"contradictions\" : [ \"" + reason + "\" ]"), json.out());
    CommandRun verify =
        CommandRun.of("verify", "--vector", VECTORS + "tdx-v4-up-to-date", "--policy", file);
    assertEquals(ExitCode.NOT_TRUSTED, verify.code(), "it is a valid policy all the same");
  }

  @Test
  void aReportDataPrefixIsRefusedWithTheTwoWordsToChooseFrom() throws IOException {
    String file = file("{\"reportData\": {\"prefix\": \"c0ffee\"}}");
    CommandRun run = CommandRun.of("policy", "check", file);
    assertEquals(ExitCode.REJECTED, run.code());
    assertTrue(run.out().startsWith("INVALID: "), run.out());
    assertTrue(run.out().contains("write paddedWithZeros if zeros must follow"), run.out());
    assertTrue(run.out().contains("or startsWith if anything can"), run.out());
  }

  @Test
  void anUnreadableFileIsAUsageError() {
    CommandRun run = CommandRun.of("policy", "check", folder.resolve("none").toString());
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("No such file"), run.err());
    assertEquals(ExitCode.USAGE, CommandRun.of("policy").code());
  }

  @ParameterizedTest
  @CsvSource({"text,verify-policy.txt", "json,verify-policy.json"})
  void aVerdictNamesTheRuleTheValueAndTheExpectation(String format, String golden)
      throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify",
            "--vector",
            VECTORS + "outcome-out-of-date",
            "--policy",
            "src/test/policies/every-rule-for-tdx.json",
            "--format",
            format);
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    Golden.assertMatches(golden, run.out());
  }

  @Test
  void aPolicyReplacesTheStrictOne() throws IOException {
    String vector = VECTORS + "tdx-v4-up-to-date";
    CommandRun met = CommandRun.of("verify", "--vector", vector, "--policy", TEN_LINES);
    assertEquals(ExitCode.OK, met.code(), met.out());
    assertTrue(met.out().endsWith("Not checked: event log\n"), met.out());
    CommandRun unmet =
        CommandRun.of("verify", "--vector", vector, "--policy", file("{\"tee\": \"sgx\"}"));
    assertEquals(ExitCode.NOT_TRUSTED, unmet.code());
    assertTrue(unmet.out().contains("policy tee: tdx; expected sgx"), unmet.out());
    CommandRun late =
        CommandRun.of(
            "verify",
            "--vector",
            vector,
            "--any-td",
            "--at",
            "2026-07-02T00:00:00Z",
            "--policy",
            file("{\"expired\": \"waived\"}"));
    assertEquals(ExitCode.OK, late.code());
    assertTrue(late.out().contains("; waived by the policy: expired\n"), late.out());
  }

  @Test
  void nothingIsVerifiedUnderAnInvalidPolicy() throws IOException {
    String vector = VECTORS + "tdx-v4-up-to-date";
    CommandRun invalid =
        CommandRun.of("verify", "--vector", vector, "--policy", file("{\"tee\": 1}"));
    assertEquals(ExitCode.USAGE, invalid.code());
    assertEquals("", invalid.out());
    assertTrue(invalid.err().contains("The policy at /tee, line 1"), invalid.err());
    CommandRun absent =
        CommandRun.of("verify", vector, "--policy", folder.resolve("none").toString());
    assertEquals(ExitCode.USAGE, absent.code());
  }

  @Test
  void theTextOfAPolicyIsNotItsName() {
    CommandRun run = CommandRun.of("policy", "check", "{}");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(
        run.err()
            .contains("No such file: {}; the argument names a file: write the text into one, or"),
        run.err());
  }

  @Test
  void aDomainsPolicyIsRecognisedWhereAQuotesIsDue() throws IOException {
    String domain = file("{\"acmeAccounts\": [\"https://acme.example/acct/1\"], \"quote\": {}}");
    CommandRun run =
        CommandRun.of("verify", "--vector", VECTORS + "tdx-v4-up-to-date", "--policy", domain);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("; this is a domain's policy, for 'quotary domain'"), run.err());
    assertTrue(CommandRun.of("policy", "check", domain).out().contains("INVALID"));
  }

  @Test
  void aQuotesPolicyIsRecognisedWhereADomainsIsDue() throws IOException {
    CommandRun run =
        CommandRun.of("domain", "custom", "app.example.com", "--offline", "--policy", TEN_LINES);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("; this is a policy of quotes, for 'quotary verify'"), run.err());
  }
}
