package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees of a verdict: ten lines at most, or everything. */
class VerifyTextTest {
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final Path VECTOR = VECTORS.resolve("tdx-v4-up-to-date");

  static List<Path> vectors() throws IOException {
    try (Stream<Path> folders = Files.list(VECTORS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyVectorIsToldInTenLines(Path vector) {
    String out = CommandRun.of("verify", "--vector", vector.toString()).out();
    List<String> lines = out.lines().toList();
    assertTrue(lines.size() <= 10, out);
    assertTrue(out.endsWith("\n"), out);
    String last = lines.get(lines.size() - 1);
    assertTrue(
        last.startsWith("Not checked: ")
            || last.equals("Nothing above is proven: the quote was not verified."),
        out);
    assertTrue(lines.stream().noneMatch(String::isBlank), out);
    for (String fact :
        List.of(
            "Verified at ", "key SHA-256 ", "Collateral from ", "engine java", "policy SHA-256 ")) {
      assertTrue(out.contains(fact), fact + " is missing:\n" + out);
    }
  }

  @Test
  void theVectorsNeedEveryKindOfAnswer() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path vector : vectors()) {
      String out = CommandRun.of("verify", "--vector", vector.toString()).out();
      words.add(out.replaceFirst("(?s)TEST ROOT, TEST VECTOR, ([A-Z ]+):.*", "$1"));
    }
    assertEquals(Set.of("GENUINE", "NOT TRUSTED", "REJECTED"), words);
  }

  @Test
  void whatTenLinesLeaveOutIsInFull() {
    String full = CommandRun.of("verify", "--vector", VECTOR.toString(), "--full").out();
    for (String fact :
        List.of("  rtmr3 ", "  mrSeam ", "evaluation data number 20", "QUOTE_TOO_SHORT")) {
      assertTrue(full.contains(fact), full);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4034ade96c3ccb673655f679cbd232eb1cb0522cd267b7a17d9a8130e11128a96afb65bb3939bfb6f2b525a374ad5fa3,"
        + " MRTD 4034ade96c3c,as you stated: MRTD",
    "5034ade96c3ccb673655f679cbd232eb1cb0522cd267b7a17d9a8130e11128a96afb65bb3939bfb6f2b525a374ad5fa3,"
        + " MRTD 4034ade96c3c,not as you stated: MRTD"
  })
  void theIdentityIsComparedWithWhatWasStated(String mrtd, String shown, String compared) {
    CommandRun run =
        CommandRun.of(
            "verify",
            VECTOR.toString(),
            "--trust-anchor",
            VECTOR.resolve("root.pem").toString(),
            "--at",
            "2026-06-15",
            "--mrtd",
            mrtd);
    String line =
        run.out().lines().filter(any -> any.startsWith("Identity:")).findFirst().orElse("");
    assertTrue(line.contains(shown) && line.contains("; " + compared + ";"), run.out());
  }

  @Test
  void expiredNamesTheDocumentSinceWhenAndTheCommandThatMendsIt() {
    CommandRun run =
        CommandRun.of("verify", "--vector", VECTOR.toString(), "--at", "2026-07-02T00:00:00Z");
    assertEquals(ExitCode.NOT_TRUSTED, run.code());
    assertTrue(run.out().contains("the TCB info (valid until 2026-07-01T00:00:00Z)"), run.out());
    assertTrue(run.out().contains("quotary collateral fetch --quote QUOTE --out FILE"), run.out());
    assertTrue(run.out().contains("--at 2026-07-01T00:00:00Z"), run.out());
    CommandRun asOfThen =
        CommandRun.of("verify", "--vector", VECTOR.toString(), "--at", "2026-07-01T00:00:00Z");
    assertEquals(ExitCode.OK, asOfThen.code(), asOfThen.out());
  }

  @Test
  void undecidedSaysWhatToDo() {
    CommandRun run =
        CommandRun.of(
            "verify",
            VECTOR.resolve("quote.bin").toString(),
            "--offline",
            "--trust-anchor",
            VECTOR.resolve("root.pem").toString(),
            "--any-td");
    assertEquals(ExitCode.UNDECIDED, run.code());
    assertTrue(run.out().contains("\nTo do: "), run.out());
    assertTrue(run.out().contains("--collateral FILE"), run.out());
  }
}
