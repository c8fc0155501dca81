package io.github.quotary.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked anywhere, is an installation. */
class ArchiveTest {
  @TempDir Path folder;

  private Path unpacked() throws IOException, InterruptedException {
    Path archive = Packed.file("quotary-", ".tar.gz");
    Packed.unpack(archive, folder);
    return folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
  }

  @Test
  void itsLauncherVerifies() throws IOException, InterruptedException {
    Path sample = Path.of("../../testvectors/vectors/tdx-v4-up-to-date").toAbsolutePath();
    String output =
        Program.run(
            List.of(
                unpacked().resolve("bin/quotary").toString(),
                "verify",
                "--vector",
                sample.toString()));
    assertTrue(output.startsWith("TEST ROOT, TEST VECTOR, GENUINE:"), output);
  }

  @Test
  void itHasAManPageOfEachCommand() throws IOException, InterruptedException {
    Path home = unpacked();
    String help = Program.run(List.of(home.resolve("bin/quotary").toString(), "--help"));
    List<String> commands =
        help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"))
            .lines()
            .filter(line -> line.matches("  [a-z]+ .*"))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertTrue(commands.size() > 10, help);
    for (String command : commands) {
      String page = Files.readString(home.resolve("share/man/man1/quotary-" + command + ".1"));
      assertTrue(page.contains(".SH"), page);
    }
  }

  @Test
  void theShellReadsTheCompletion() throws IOException, InterruptedException {
    Path script = unpacked().resolve("share/bash-completion/completions/quotary");
    assertTrue(Files.size(script) > 1000);
    assertEquals("", Program.run(List.of("bash", "-n", script.toString())));
  }

  @Test
  void packedTwiceItIsTheSame() throws IOException, InterruptedException {
    Path packed = Packed.file("quotary-", ".tar.gz");
    String version = packed.getFileName().toString().replaceAll("^quotary-|\\.tar\\.gz$", "");
    Command command =
        Command.of(Path.of("../cli"), version, Instant.parse(System.getProperty("packed.time")));
    assertArrayEquals(
        Files.readAllBytes(packed), Files.readAllBytes(Archive.write(command, folder)));
  }
}
