package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet, colours, version. */
class GlobalOptionsTest {
  private static final String V = "../../testvectors/vectors/";
  private static final String GOOD = V + "tdx-v4-up-to-date";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "-q"})
  void quietLeavesTheResultAlone(String quiet) {
    CommandRun loud =
        CommandRun.of("batch", GOOD, "--trust-anchor", GOOD + "/root.pem", "--at", "2026-06-15");
    assertTrue(loud.err().contains("TEST ROOT, 1 quote in "), loud.err());
    CommandRun after =
        CommandRun.of(
            "batch", GOOD, "--trust-anchor", GOOD + "/root.pem", "--at", "2026-06-15", quiet);
    assertEquals(new CommandRun(loud.code(), loud.out(), ""), after);
    CommandRun before =
        CommandRun.of(
            quiet, "batch", GOOD, "--trust-anchor", GOOD + "/root.pem", "--at", "2026-06-15");
    assertEquals(after, before);
  }

  @Test
  void quietHasNoWarnings() {
    String[] arguments = {
      "verify",
      GOOD + "/quote.bin",
      "--pcs",
      "http://127.0.0.1:1",
      "--collateral",
      GOOD + "/collateral.json",
      "--trust-anchor",
      GOOD + "/root.pem",
      "--at",
      "2026-07-02",
      "--any-td"
    };
    List<String> quiet = new ArrayList<>(List.of(arguments));
    quiet.add("--quiet");
    assertTrue(CommandRun.of(arguments).err().contains("quotary: warning: "));
    assertEquals("", CommandRun.of(quiet.toArray(String[]::new)).err());
  }

  @Test
  void errorsAreToldHoweverQuiet() throws IOException {
    CommandRun missing = CommandRun.of("verify", "-q", folder.resolve("none").toString());
    assertEquals(ExitCode.USAGE, missing.code());
    assertTrue(missing.err().contains("No such file"), missing.err());
    CommandRun option = CommandRun.of("verify", "-q", GOOD, "--frobnicate");
    assertTrue(option.err().contains("--frobnicate"), option.err());

    byte[] cut = Files.readAllBytes(Path.of(GOOD, "quote.bin"));
    byte[] prefixed = new byte[cut.length];
    prefixed[1] = 0x40;
    System.arraycopy(cut, 0, prefixed, 4, cut.length - 4);
    Path file = Files.write(folder.resolve("cut"), prefixed);
    CommandRun batch = CommandRun.of("batch", "-q", file.toString());
    assertEquals(ExitCode.USAGE, batch.code());
    assertTrue(batch.err().contains("ends inside quote 1"), batch.err());
    assertEquals(1, batch.err().lines().count(), batch.err());
  }

  @ParameterizedTest
  @CsvSource({
    "tdx-v4-up-to-date, GENUINE, 33",
    "outcome-out-of-date, NOT TRUSTED, 31",
    "binding-fmspc-of-other-platform, REJECTED, 31"
  })
  void onlyTheVerdictsWordIsColoured(String vector, String word, String colour) {
    CommandRun plain = CommandRun.of("verify", "--vector", V + vector);
    assertFalse(plain.out().contains("\u001b"), "not a terminal");
    CommandRun coloured = CommandRun.of("verify", "--vector", V + vector, "--color", "always");
    String painted = "\u001b[1;" + colour + "m" + word + "\u001b[0m:";
    assertTrue(coloured.out().startsWith("TEST ROOT, TEST VECTOR, " + painted), coloured.out());
    assertEquals(plain.out(), coloured.out().replace(painted, word + ":"));
    assertEquals(plain, CommandRun.of("verify", "--vector", V + vector, "--color", "never"));
  }

  @Test
  void otherAnswersAreColouredToo() {
    CommandRun check =
        CommandRun.of(
            "collateral",
            "check",
            GOOD + "/collateral.json",
            "--trust-anchor",
            GOOD + "/root.pem",
            "--at",
            "2026-06-15",
            "--color=always");
    assertTrue(check.out().startsWith("TEST ROOT, \u001b[1;32mGOOD\u001b[0m: "), check.out());
    CommandRun policy =
        CommandRun.of("policy", "check", "src/test/policies/ten-lines.json", "--color=always");
    assertTrue(policy.out().startsWith("\u001b[1;32mVALID\u001b[0m: "), policy.out());
  }

  @Test
  void jsonIsNeverColoured() {
    CommandRun run =
        CommandRun.of("verify", "--vector", GOOD, "--color", "always", "--format", "json");
    assertFalse(run.out().contains("\u001b"));
  }

  /** The real program: a pseudo-terminal, which a pipe is not. */
  @ParameterizedTest
  @CsvSource({"'', xterm, true", "1, xterm, false", "'', dumb, false"})
  void aTerminalIsColouredUnlessTheUserWantsNone(String noColor, String term, boolean coloured)
      throws IOException, InterruptedException {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")), "the system has no script(1)");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/script",
            "-qec",
            String.join(" ", CommandProcess.command("verify", "--vector", GOOD)),
            "/dev/null");
    builder.environment().put("NO_COLOR", noColor);
    builder.environment().put("TERM", term);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals(coloured, out.contains("\u001b[1;33mGENUINE\u001b[0m"), out);
  }

  @Test
  void theVersionIsPrintedWithoutLoadingAnyCommand() throws IOException, InterruptedException {
    List<String> version = CommandProcess.command("--version");
    version.add(1, "-Xlog:class+load");
    Process process = new ProcessBuilder(version).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(out.lines().anyMatch(line -> line.matches("quotary \\d.*")), out);
    assertTrue(out.contains("io.github.quotary.cli.option.VersionProvider"), "the log has classes");
    List<String> needless =
        out.lines()
            .filter(
                line ->
                    line.contains(" picocli.CommandLine ")
                        || line.contains("QuotaryCommand")
                        || line.contains("VerifyCommand")
                        || line.contains("com.fasterxml.jackson")
                        || line.contains("org.bouncycastle"))
            .toList();
    assertEquals(List.of(), needless);
  }
}
