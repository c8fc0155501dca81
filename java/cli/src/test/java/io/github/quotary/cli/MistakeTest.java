package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.cli.option.ExitCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line is told in our own words, with what was perhaps meant. */
class MistakeTest {
  private static final String V = "../../testvectors/vectors/tdx-v4-up-to-date";
  private static final String Q = V + "/quote.bin";
  private static final String C = V + "/collateral.json";

  private static CommandRun run(String line) {
    return CommandRun.of(
        Stream.of(line.split(" "))
            .map(word -> word.replace("%q", Q).replace("%c", C).replace("%v", V))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // wrong order
        "%q | did you mean: quotary verify %q",
        "%v | did you mean: quotary verify %v",
        "%q verify | did you mean: quotary verify %q",
        "%v verify --vector | did you mean: quotary verify --vector %v",
        "--vector verify %v | did you mean: quotary verify %v --vector",
        "--at 2026-06-15 verify %q | did you mean: quotary verify %q --at 2026-06-15",
        "--quiet %q verify | did you mean: quotary --quiet verify %q",
        "verify %c %q | did you mean: quotary verify %q --collateral %c",
        "verify %q %c --any-td | did you mean: quotary verify %q --any-td --collateral %c",
        // misspelled
        "verfiy %q | 'verfiy' is not a command; did you mean verify?",
        "collateral ftech | 'ftech' is not a command; did you mean fetch?",
        "verify %q --colateral x | --colateral is not an option of 'quotary verify'; did you mean --collateral?",
        "verify %q --mrdt=00 | --mrdt is not an option of 'quotary verify'; did you mean --mrtd",
        "verify %q --format jsn | --format: 'jsn' is not one of text, json; did you mean json?",
        "verify %q --engine jaav | 'jaav' is not one of auto, bc, java, native, vector; did you mean java?",
        "verify %q --color alwys | --color: 'alwys' is not one of auto, always, never; did you mean always?",
        // of another command
        "inspect %q --threads 2 | --threads is not an option of 'quotary inspect', but of 'quotary batch'",
        // missing, twice, of another type
        "verify | QUOTE|DIR is missing",
        "verify %q --at | --at needs a value: INSTANT|DATE|EPOCH",
        "collateral fetch --quote %q | --out FILE is missing",
        "verify %q --at 2026-06-15 --at 2026-06-16 | --at is given twice",
        "batch %q --threads two | --threads: 'two' is not a whole number",
        "inspect %q %q | is one argument too many for 'quotary inspect'",
        "verify %q --generation 1.22 | --generation: '1.22' is not a known generation",
        "verify %q --pcs localhost:8081 | --pcs: localhost:8081 is not an address",
        // no such place, no such name
        "help --man %q/man | Cannot write into %q/man",
        "simulate --domain custom --out %q/site | Cannot write into %q/site",
        "simulate --domain gateway --domain-name a..b --out site | --domain-name a..b: no name"
      })
  void itIsToldInOneLine(String line, String message) {
    CommandRun run = run(line);
    assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    String expected = message.replace("%q", Q).replace("%c", C).replace("%v", V);
    assertTrue(run.err().contains(expected), run.err());
    for (String foreign :
        new String[] {
          "Unmatched", "Unknown option", "Invalid value", "Missing required", "java."
        }) {
      assertFalse(run.err().contains(foreign), run.err());
    }
  }

  @Test
  void whatIsProposedWorks() {
    CommandRun run = run("%v verify --vector");
    String meant = run.err().strip().replaceFirst(".*did you mean: quotary ", "");
    assertEquals(ExitCode.OK, CommandRun.of(meant.split(" ")).code());
  }

  @ParameterizedTest
  @CsvSource({
    "1.26, 1.26",
    "1.27, 1.27",
    "1.24, 1.26",
    "1.25, 1.26",
    "DCAP_1.24, 1.26",
    "DCAP_1.26, 1.26",
    "dcap-1.25, 1.26",
    "DCAP_1.27, 1.27",
    "QVL 1.26, 1.26"
  })
  void aGenerationIsAlsoNamedByDcapsRelease(String given, String generation) {
    CommandRun run = CommandRun.of("verify", "--vector", V, "--generation", given);
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("as QVL " + generation + ","), run.out());
  }

  @Test
  void aWrongGenerationListsThoseThatAreKnown() {
    CommandRun run = CommandRun.of("verify", "--vector", V, "--generation", "2");
    assertTrue(
        run.err()
            .contains(
                "known are QVL 1.26 (DCAP_1.24, DCAP_1.25, DCAP_1.26) and QVL 1.27 (DCAP_1.27)"),
        run.err());
  }
}
