package io.github.quotary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.cli.option.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that does not reach its reader is never a success. */
class LostOutputTest {
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final String VECTOR = VECTORS.resolve("tdx-v4-up-to-date").toString();

  @TempDir private Path folder;

  /** Takes some characters, then fails. */
  private static final class FullWriter extends Writer {
    private final String cause;
    private int left;
    private int attempts;

    FullWriter(String cause, int left) {
      this.cause = cause;
      this.left = left;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        attempts++;
        throw new IOException(cause);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static FullWriter full() {
    return new FullWriter("No space left on device", 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "verify --help",
        "verify %v --vector",
        "verify %v --vector --full --format json",
        "verify %v/quote.bin --collateral %v --at 2030-01-01T00:00:00Z",
        "inspect %v",
        "inspect %v --format json",
        "policy check %p",
        "collateral show %v/collateral.json",
        "collateral check %v/collateral.json --trust-anchor %v/root.pem",
        "replay --event-log %l",
        "simulate --list",
        "simulate --out %o",
        "crosscheck %v --vector --against recorded"
      })
  void everyCommandSaysThatItsResultWasNotWritten(String line) throws IOException {
    CommandRun run = CommandRun.into(full(), arguments(line));
    assertEquals(ExitCode.UNWRITTEN, run.code(), run.err());
    assertEquals(
        "quotary: the result could not be written: No space left on device\n",
        run.err().lines().reduce("", (before, last) -> last + "\n"));
    assertEquals(1, run.err().lines().filter(text -> text.contains("written")).count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "verify %v --vector", "inspect %v", "policy check %p"})
  void aReaderThatLeftIsNotTold(String line) throws IOException {
    CommandRun run = CommandRun.into(new FullWriter("Broken pipe", 0), arguments(line));
    assertEquals(141, run.code());
    assertEquals("", run.err());
  }

  /** The last lines matter as much as the first. */
  @Test
  void aResultThatIsCutOffIsNotWritten() throws IOException {
    String whole = CommandRun.of("verify", "--vector", VECTOR).out();
    FullWriter out = new FullWriter("No space left on device", whole.length() - 1);
    assertEquals(ExitCode.UNWRITTEN, CommandRun.into(out, "verify", "--vector", VECTOR).code());
    FullWriter enough = new FullWriter("No space left on device", whole.length());
    assertEquals(ExitCode.OK, CommandRun.into(enough, "verify", "--vector", VECTOR).code());
  }

  @Test
  void aUsageErrorNeedsNoOutput() {
    assertEquals(ExitCode.USAGE, CommandRun.into(full(), "verify", "--no-such-option").code());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBatchEndsAndCountsNothing(int threads) throws IOException {
    FullWriter out = new FullWriter("No space left on device", 4096);
    CommandRun run = endlessBatch(out, threads);
    assertEquals(ExitCode.UNWRITTEN, run.code());
    assertEquals("quotary: the result could not be written: No space left on device\n", run.err());
    assertEquals(1, out.attempts);
  }

  @Test
  void aBatchWithoutReaderIsSilent() throws IOException {
    CommandRun run = endlessBatch(new FullWriter("Broken pipe", 4096), 1);
    assertEquals(141, run.code());
    assertEquals("", run.err());
  }

  /** Ends only if the batch does. */
  private static CommandRun endlessBatch(Writer out, int threads) throws IOException {
    byte[] line = line();
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            at = (at + 1) % line.length;
            return line[(at + line.length - 1) % line.length];
          }
        };
    InputStream before = System.in;
    System.setIn(endless);
    try {
      return CommandRun.into(
          out,
          "batch",
          "-",
          "--collateral",
          VECTOR,
          "--trust-anchor",
          VECTOR + "/root.pem",
          "--at",
          "2026-06-15T00:00:00Z",
          "--no-progress",
          "--threads",
          String.valueOf(threads));
    } finally {
      System.setIn(before);
    }
  }

  private static byte[] line() throws IOException {
    byte[] quote = Files.readAllBytes(Path.of(VECTOR, "quote.bin"));
    return ("{\"quote\":\"" + Base64.getEncoder().encodeToString(quote) + "\"}\n").getBytes(UTF_8);
  }

  @Test
  void aFullDisk() throws IOException, InterruptedException {
    File disk = new File("/dev/full");
    assumeTrue(disk.exists(), "the system has no /dev/full");
    Process process = start(command("verify %v --vector")).redirectOutput(disk).start();
    assertEquals(
        "quotary: the result could not be written: No space left on device\n", err(process));
    assertEquals(3, process.waitFor());
  }

  @Test
  void aClosedStandardOutput() throws IOException, InterruptedException {
    assumeTrue(new File("/bin/sh").exists(), "the system has no shell");
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >&-", "sh"));
    shell.addAll(command("--version"));
    Process process = start(shell).start();
    String err = err(process);
    assertTrue(err.startsWith("quotary: the result could not be written: "), err);
    assertEquals(1, err.lines().count());
    assertEquals(3, process.waitFor());
  }

  @Test
  void aReaderThatClosesThePipe() throws IOException, InterruptedException {
    assumeTrue(new File("/bin/sh").exists(), "the system has no shell");
    Path lines = folder.resolve("lines");
    byte[] line = line();
    try (var out = Files.newOutputStream(lines)) {
      for (int i = 0; i < 200; i++) {
        out.write(line);
      }
    }
    List<String> batch =
        command(
            "batch "
                + lines
                + " --collateral %v --trust-anchor %v/root.pem --at 2026-06-15T00:00:00Z");
    List<String> shell =
        new ArrayList<>(List.of("/bin/sh", "-c", "{ \"$@\"; echo $? >&2; } | head -n 1", "sh"));
    shell.addAll(batch);
    Process process = start(shell).start();
    assertEquals("141\n", err(process));
    assertEquals(0, process.waitFor());
  }

  private static ProcessBuilder start(List<String> command) {
    return new ProcessBuilder(command);
  }

  private static String err(Process process) throws IOException {
    process.getOutputStream().close();
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }

  private List<String> command(String line) throws IOException {
    return CommandProcess.command(arguments(line));
  }

  private String[] arguments(String line) throws IOException {
    Path policy = Files.writeString(folder.resolve("policy.json"), "{\"tee\": \"tdx\"}");
    Path log = Files.writeString(folder.resolve("log.json"), "[]");
    return line.replace("%v", VECTOR)
        .replace("%p", policy.toString())
        .replace("%l", log.toString())
        .replace("%o", folder.resolve("out").toString())
        .split(" ");
  }
}
