package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.evidence.form.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Help on topics and commands, completion and man pages. */
class HelpCommandTest {
  @TempDir private Path folder;

  static Stream<List<String>> commands() {
    CommandLine top = new CommandLine(new QuotaryCommand());
    Commands.addAll(top);
    return names(top.getCommandSpec(), List.of());
  }

  private static Stream<List<String>> names(CommandSpec spec, List<String> path) {
    return spec.subcommands().entrySet().stream()
        .flatMap(
            sub -> {
              List<String> name = new ArrayList<>(path);
              name.add(sub.getKey());
              return Stream.concat(Stream.of(name), names(sub.getValue().getCommandSpec(), name));
            });
  }

  private static CommandRun run(List<String> before, String... more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inputs",
        "identity",
        "policy",
        "collateral",
        "roots",
        "time",
        "json",
        "tokens",
        "exit-codes",
        "environment",
        "terms"
      })
  void everyTopicIsListedAndHasAText(String topic) {
    CommandRun list = CommandRun.of("help");
    assertEquals(ExitCode.OK, list.code());
    assertTrue(list.out().contains("\n  " + topic + " "), list.out());
    CommandRun text = CommandRun.of("help", topic);
    assertEquals(ExitCode.OK, text.code(), text.err());
    assertTrue(text.out().lines().count() > 5, text.out());
    assertTrue(text.out().endsWith("\n"), text.out());
    assertFalse(text.out().contains("${"), text.out());
    assertEquals("", text.err());
  }

  @Test
  void inputsIsTheTableByWhichInputsAreRecognised() {
    String text = CommandRun.of("help", "inputs").out();
    for (Form form : Form.values()) {
      assertTrue(text.contains("\n" + form.title() + "\n    " + form.description() + "\n"), text);
      assertTrue(text.contains("recognised by: " + form.recognisedBy() + "\n"), text);
    }
  }

  @Test
  void termsDefinesTheWordsOfAVerdict() {
    String text = CommandRun.of("help", "terms").out();
    for (String term : List.of("QVL", "DCAP", "AR4SI", "MRTD", "TCB", "PCCS", "FMSPC")) {
      assertTrue(text.contains(term), term);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOnACommandIsItsHelp(List<String> command) {
    List<String> asked = new ArrayList<>(List.of("help"));
    asked.addAll(command);
    CommandRun help = run(asked);
    assertEquals(ExitCode.OK, help.code());
    assertTrue(help.out().endsWith(run(command, "--help").out()), help.out());
  }

  @ParameterizedTest
  @CsvSource({
    "inptus, did you mean inputs?",
    "exit-code, did you mean exit-codes?",
    "verfy, did you mean verify?",
    "frobnicate, No topic or command 'frobnicate' ('quotary help' lists them)"
  })
  void anUnknownTopicIsTheCallersMistake(String topic, String message) {
    CommandRun run = CommandRun.of("help", topic);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyHelpHasItsExitCodes(List<String> command) {
    String help = run(command, "--help").out();
    assertTrue(help.contains("\nExit codes:\n   0 "), help);
    assertTrue(help.contains("\n   2 "), help);
  }

  @ParameterizedTest
  @CsvSource({
    "verify, 0 1 2 3 10 11 30 40 141",
    "batch, 0 1 2 3 10 11 30 40 130 141 143",
    "inspect, 0 1 2 3 30 141",
    "policy check, 0 1 2 3 10 141",
    "collateral fetch, 0 1 2 3 10 30 40 141",
    "collateral show, 0 1 2 3 141",
    "collateral check, 0 1 2 3 10 11 141",
    "replay, 0 1 2 3 10 11 30 141",
    "domain gateway, 0 1 2 3 10 11 40 141",
    "domain custom, 0 1 2 3 10 11 40 141",
    "domain watch, 0 1 2 3 10 11 40 141",
    "conformance, 0 1 2 3 10 141",
    "crosscheck, 0 1 2 3 10 40 141",
    "serve, 0 1 2 3 130 141 143"
  })
  void aCommandListsTheCodesThatItGives(String command, String codes) {
    String help = run(List.of(command.split(" ")), "--help").out();
    String list = help.substring(help.indexOf("Exit codes:"));
    List<String> listed =
        Pattern.compile("(?m)^ {3}(\\d+) ").matcher(list).results().map(m -> m.group(1)).toList();
    assertEquals(List.of(codes.split(" ")), listed);
  }

  @Test
  void theTopicHasEveryCodeAndTheirOrder() {
    String text = CommandRun.of("help", "exit-codes").out();
    ExitCode.meanings()
        .forEach((code, meaning) -> assertTrue(text.contains(code + "  " + meaning), meaning));
    assertTrue(text.contains("the first of 1, 3, 2, 10, 30, 11, 40, 0 that occurs"), text);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineOfHelpIsBrokenInsideAWord(List<String> command) {
    String help = run(command, "--help").out();
    Set<String> broken = new TreeSet<>();
    help.lines()
        .filter(line -> line.matches(".*[a-z](-|/|\\.)$"))
        .filter(line -> !line.endsWith("."))
        .forEach(broken::add);
    assertEquals(Set.of(), broken);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    assertTrue(help.chars().noneMatch(c -> c >= 0xe000 && c < 0xf900), help);
  }

  @Test
  void completionCompletesCommandsAndOptions() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    Path script = folder.resolve("complete.sh");
    Files.writeString(
        script,
        "exec 2>/dev/null\n"
            + CommandRun.of("completion", "bash").out()
            + "\nCOMP_WORDS=(quotary ver); COMP_CWORD=1; _complete_quotary; echo ${COMPREPLY[@]}\n"
            + "COMP_WORDS=(quotary verify --mrt); COMP_CWORD=2; _complete_quotary; echo ${COMPREPLY[@]}\n"
            + "COMP_WORDS=(quotary collateral ch); COMP_CWORD=2; _complete_quotary; echo ${COMPREPLY[@]}\n");
    assertEquals("verify\n--mrtd\ncheck\n", output("/bin/bash", script.toString()));
  }

  @Test
  void zshLoadsBashsCompletionFirst() {
    String zsh = CommandRun.of("completion", "zsh").out();
    assertTrue(zsh.startsWith("autoload -U +X bashcompinit && bashcompinit\n"), zsh);
    assertTrue(zsh.endsWith(CommandRun.of("completion", "bash").out()));
    CommandRun other = CommandRun.of("completion", "fish");
    assertEquals(ExitCode.USAGE, other.code());
    assertTrue(other.err().contains("'fish' is not one of bash, zsh"), other.err());
  }

  @Test
  void thereIsAManPageForEveryCommand() throws IOException {
    assertEquals(ExitCode.OK, CommandRun.of("help", "--man", folder.toString()).code());
    Set<String> expected = new TreeSet<>(Set.of("quotary.1"));
    commands().forEach(name -> expected.add("quotary-" + String.join("-", name) + ".1"));
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> written = new TreeSet<>();
      files.forEach(file -> written.add(file.getFileName().toString()));
      assertEquals(expected, written);
    }
    String verify = Files.readString(folder.resolve("quotary-verify.1"));
    for (String section : List.of("NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "SEE ALSO")) {
      assertTrue(verify.contains("\n.SH " + section + "\n"), section);
    }
    assertTrue(verify.contains("\\fB\\-\\-mrtd, \\-\\-mr\\-td HEX\\fR"), verify);
    assertFalse(verify.contains("${"), verify);
  }

  @Test
  void manReadsThem() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "no groff");
    assertEquals(ExitCode.OK, CommandRun.of("help", "--man", folder.toString()).code());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String text =
            output("/usr/bin/groff", "-man", "-Tascii", "-ww", "-P-cbou", file.toString());
        assertTrue(text.startsWith("QUOTARY") && text.contains("EXIT STATUS"), text);
        assertFalse(text.contains(": warning: "), text);
      }
    }
  }

  @Test
  void theRecipeForAKeyMakesOneThatSigns() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "no openssl");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no python3");
    String topic = CommandRun.of("help", "tokens").out();
    int from = topic.indexOf("  openssl ecparam");
    String recipe = topic.substring(from, topic.indexOf("> key.jwk", from) + "> key.jwk".length());
    Path script = folder.resolve("recipe.sh");
    Files.writeString(script, "cd " + folder + "\n" + recipe.indent(-2) + "\n");
    output("/bin/bash", "-e", script.toString());
    CommandRun run =
        CommandRun.of(
            "verify",
            "--vector",
            "../../testvectors/vectors/tdx-v4-up-to-date",
            "--ear-key",
            folder.resolve("key.jwk").toString(),
            "--ear-test-root");
    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(3, run.out().split("\\.").length, run.out());
  }

  /** Standard output and error of a program of the system. */
  private String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }
}
