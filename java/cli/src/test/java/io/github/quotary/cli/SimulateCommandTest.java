package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.simulator.fault.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimulateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Simulated simulated() {
    return new Simulated(folder);
  }

  static Stream<String> committed() throws IOException {
    Set<String> named =
        VectorSource.all().stream().map(VectorSource::id).collect(Collectors.toSet());
    try (Stream<Path> vectors = Files.list(Simulated.vectors(""))) {
      return vectors
          .map(path -> path.getFileName().toString())
          .filter(named::contains)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("committed")
  void theUsualSeedGivesTheCommittedVectors(String name) throws IOException {
    simulated().made("made", name);
    Simulated.assertSame(Simulated.vectors(name), folder.resolve("made"));
  }

  @Test
  void aSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    String[] order = {"outcome-out-of-date", "--rtmr3", "5a".repeat(48), "--ca", "processor"};
    simulated()
        .made(
            "a", Stream.concat(Stream.of(order), Stream.of("--seed", "42")).toArray(String[]::new));
    simulated()
        .made(
            "b", Stream.concat(Stream.of(order), Stream.of("--seed", "42")).toArray(String[]::new));
    simulated()
        .made(
            "c", Stream.concat(Stream.of(order), Stream.of("--seed", "43")).toArray(String[]::new));
    Simulated.assertSame(folder.resolve("a"), folder.resolve("b"));
    for (String file : List.of("quote.bin", "collateral.json", "root.pem")) {
      assertNotEquals(
          -1, Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("c").resolve(file)));
    }
  }

  @Test
  void everythingCanBeMadeAtOnce() throws IOException {
    CommandRun run = simulated().run("all", "--all", "--seed", "1", "--format", "json");
    assertEquals(ExitCode.OK, run.code(), run.err());
    Set<String> names = new TreeSet<>();
    for (JsonNode vector : JSON.readTree(run.out())) {
      names.add(vector.get("id").textValue());
      Path directory = Path.of(vector.get("directory").textValue());
      assertEquals(folder.resolve("all").resolve(vector.get("id").textValue()), directory);
      for (String file : Simulated.FILES) {
        assertTrue(Files.isRegularFile(directory.resolve(file)), directory + "/" + file);
      }
    }
    assertEquals(
        VectorSource.all().stream()
            .map(VectorSource::id)
            .collect(Collectors.toCollection(TreeSet::new)),
        names);
    Simulated.assertSame(
        folder.resolve("all/crl-pck-revoked"), Simulated.vectors("crl-pck-revoked"));
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    simulated().made("made", "outcome-out-of-date");
    CommandRun again = simulated().run("made", "crl-pck-revoked");
    assertEquals(ExitCode.USAGE, again.code());
    assertTrue(again.err().contains("--force"), again.err());
    Simulated.assertSame(Simulated.vectors("outcome-out-of-date"), folder.resolve("made"));
    simulated().made("made", "crl-pck-revoked", "--force");
    Simulated.assertSame(Simulated.vectors("crl-pck-revoked"), folder.resolve("made"));
    Files.delete(folder.resolve("made/quote.bin"));
    assertEquals(ExitCode.USAGE, simulated().run("made", "crl-pck-revoked").code());
    assertFalse(Files.exists(folder.resolve("made/quote.bin")));
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    for (String directory : List.of("file", "file/below")) {
      CommandRun run = simulated().run(directory, "--force");
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void theReportSaysWhatWasMade() throws IOException {
    CommandRun text = simulated().run("a", "combination-current-below-levels");
    assertEquals(
        folder.resolve("a")
            + ": launched up to date, now below every level: 1.27 alone looks\n"
            + "  expected: rejected, STATUS_TCB_NOT_SUPPORTED at quote;"
            + " as 1.26: verified UpToDate, trusted\n",
        text.out());
    CommandRun unknown = simulated().run("b", "--pcesvn", "9");
    assertTrue(unknown.out().contains("expected: not known"), unknown.out());
    JsonNode json =
        JSON.readTree(simulated().run("c", "oddity-many-advisories", "--format", "json").out());
    assertEquals(folder.resolve("c").toString(), json.get("directory").textValue());
    assertEquals("verified", json.get("quotary").textValue());
  }

  @Test
  void theListsNameEverythingOnce() throws JsonProcessingException {
    String text = CommandRun.of("simulate", "--list").out();
    Set<String> names = new HashSet<>();
    for (VectorSource source : VectorSource.all()) {
      assertTrue(names.add(source.id()));
      assertEquals(
          1,
          text.lines()
              .filter(line -> line.startsWith("  " + source.id() + " "))
              .filter(line -> line.contains(source.about() + " -> "))
              .count(),
          source.id());
    }
    assertEquals(
        names.size(),
        JSON.readTree(CommandRun.of("simulate", "--list", "--format", "json").out()).size());
    String fields = CommandRun.of("simulate", "--list-fields", "outcome-out-of-date").out();
    assertTrue(fields.contains("[4,8,2,2,4,1,0,5,0,0,0,0,0,0,0,0]"), fields);
    JsonNode json =
        JSON.readTree(CommandRun.of("simulate", "--list-fields", "--format", "json").out());
    Set<String> paths = new HashSet<>();
    json.get("set").forEach(field -> paths.add(field.get("field").textValue()));
    assertEquals(json.get("set").size(), paths.size());
    assertTrue(paths.contains("tcbInfo.tcbLevels.N.tcbStatus"));
    assertTrue(json.get("tamper").size() > 60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crl-pck-revokd | did you mean crl-pck-revoked?",
        "Fine | There is no outcome or fault 'Fine'",
        "--outcome crl-pck-revoked | There is no outcome 'crl-pck-revoked'",
        "--fault outcome-revoked | There is no fault 'outcome-revoked'",
        "OutOfDate --outcome Revoked | one is enough",
        "TDRelaunchAdvised --shape v4-tdx | choose --shape v5-tdx-15",
        "combination-module-revoked --shape v3-sgx | is about a TD",
        "--shape v6-tdx | is not a shape; shapes are v3-sgx",
        "--ca cloud | --ca: 'cloud' is not one of processor, platform",
        "--seed one | --seed: 'one' is not a whole number",
        "--revoke leaf | --revoke: 'leaf' is not one of pck",
        "--mrtd 00 | --mrtd: '00' is not 48 bytes in hex",
        "--mrtd zz | --mrtd: 'zz' is not 48 bytes in hex",
        "--rtmr3 00 --shape v3-sgx | --rtmr3: ",
        "--tee-tcb-svn2 00 | --tee-tcb-svn2: ",
        "--at soon | --at: 'soon' is not an instant",
        "--sgx-svns 1,2 | --sgx-svns: '1,2' is not 16 numbers",
        "--set platform.pcsvn=1 | --set platform.pcsvn: unknown field",
        "--tamper platform.pceSvn=1 | --tamper platform.pceSvn: unknown field",
        "--all crl-pck-revoked | --all takes",
        "binding-fmspc-of-other-platform --fmspc ffeeddccbbaa | changes nothing here",
        "policy-enclave-debug --fault policy-service-td | choose one by --shape",
        "layout-empty --fault layout-truncated-by-one | layout-truncated-by-one does not fit",
        "layout-version-6 --fault quote-signature-flipped | quote-signature-flipped does not fit",
        "layout-outer-type-5 --shape v3-sgx | no outer certification data in version 3",
        "--set header.version=9 --tamper qe.ISVSVN=0000 | --tamper does not fit",
        "oddity-fmspc-in-lower-case --fmspc 0a0b0c0d0e0f | These do not go together",
        "--format xml | --format: 'xml' is not one of text, json",
        "--frobnicate | --frobnicate is not an option of 'quotary simulate'",
      })
  void aMistakeOfTheCallerIsOneClearLine(String arguments, String message) {
    CommandRun run = simulated().run("made", arguments.split(" "));
    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().lines().findFirst().orElse("").contains(message), run.err());
    assertFalse(Files.exists(folder.resolve("made")));
  }

  @Test
  void withoutADirectoryNothingIsMade() {
    CommandRun run = CommandRun.of("simulate", "crl-pck-revoked");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--out DIR is missing"), run.err());
  }
}
