package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of a page are run one after the other, in a folder with the files that the page
 * shows and the repository's {@code testvectors}; transcripts must be what was printed. Where a
 * transcript has three dots, anything may stand. {@code -Dquotary.docs.page=policies} runs one
 * page.
 */
class CommandsTest {
  private static final String PRELUDE =
      """
      is() {
        [ "$1" = "$2" ] && return
        echo "$3: a command ended with $2, not $1" >&3
        tail -n 20 "$4" "err.${4#out.}" >&3 2>/dev/null
        exit 1
      }
      await() {
        for try in $(seq 300); do
          (exec 4<>/dev/tcp/127.0.0.1/PORT) 2>/dev/null && return
          sleep 0.2
        done
        echo "nothing listens" >&3
        exit 1
      }
      trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
      exec 3>&1
      """;

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> everyCommandDoesWhatThePageSays() {
    return Page.all().stream()
        .filter(page -> page.name().contains(System.getProperty("quotary.docs.page", "")))
        .filter(page -> page.blocks().stream().anyMatch(CommandsTest::isRun))
        .map(page -> dynamicTest(page.name(), () -> run(page)));
  }

  private static boolean isRun(Block block) {
    return (block.is("sh") || block.is("console")) && block.notRun().isEmpty();
  }

  private void run(Page page) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(temporary, "page");
    Files.createSymbolicLink(folder.resolve("testvectors"), Page.ROOT.resolve("testvectors"));
    Path bin = Launcher.in(Files.createDirectory(folder.resolve("bin")));
    String port = freePort();
    StringBuilder script = new StringBuilder(PRELUDE);
    List<Block> blocks = page.blocks();
    for (int at = 0; at < blocks.size(); at++) {
      Block block = blocks.get(at);
      if (isRun(block)) {
        for (String command : Script.commands(commands(block))) {
          script.append(Script.of(command, block, at, block.is("console")));
        }
      } else if (block.file().isPresent()) {
        Files.writeString(folder.resolve(block.file().get()), block.text());
      }
    }
    Path file =
        Files.writeString(
            folder.resolve("page.sh"),
            script.toString().replace("8080", port).replace("PORT", port));
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    environment(builder.environment(), bin, folder);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(20, TimeUnit.MINUTES), page.name() + " does not end");
    } finally {
      Files.delete(folder.resolve("testvectors"));
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertEquals("", Files.readString(folder.resolve("said")), page.name());
    assertEquals(0, process.exitValue(), page.name());
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at).is("console") && isRun(blocks.get(at))) {
        printed(
            blocks.get(at), Files.readString(folder.resolve("out." + at)).replace(port, "8080"));
      }
    }
  }

  private static void environment(Map<String, String> environment, Path bin, Path home) {
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    environment.keySet().removeAll(List.of("JAVA_OPTS", "QUOTARY_OPTS", "XDG_CACHE_HOME"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", home.toString());
    environment.put("PATH", bin + ":" + environment.get("PATH"));
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  /** A transcript's commands; of other blocks all lines. */
  private static List<String> commands(Block block) {
    if (!block.is("console")) {
      return block.text().lines().collect(Collectors.toList());
    }
    return block
        .text()
        .lines()
        .filter(line -> line.startsWith("$ "))
        .map(line -> line.substring(2))
        .collect(Collectors.toList());
  }

  private static void printed(Block block, String printed) {
    List<String> patterns = new ArrayList<>();
    for (String line : block.text().lines().collect(Collectors.toList())) {
      if (line.equals("...")) {
        patterns.add("(?:.*\n)*?");
      } else if (!line.startsWith("$ ")) {
        patterns.add(
            Stream.of(line.split("\\.\\.\\.", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"))
                + "\n");
      }
    }
    assertTrue(
        Pattern.matches(String.join("", patterns), printed),
        () -> block.place() + " shows other lines than were printed:\n" + printed);
  }
}
