package io.github.quotary.jni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.qvl.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One library for each architecture, and the JVM's property says which is loaded. */
class PlatformTest {
  private static final String CROSS_GCC = "/usr/bin/aarch64-linux-gnu-gcc";
  private static final String QEMU = "/usr/bin/qemu-aarch64";

  /** Where ELF says for which machine a file is. */
  private static final int MACHINE = 18;

  /** Run in a JVM of its own: what loading by the JVM's properties says. */
  static final class Load {
    private Load() {}

    public static void main(String[] args) {
      System.out.println(NativeLibrary.load());
    }
  }

  private static byte[] library(String platform) throws IOException {
    String name = "/META-INF/native/" + platform + "/libquotary.so";
    try (InputStream in = NativeLibrary.class.getResourceAsStream(name)) {
      assumeTrue(in != null, "LEFT OUT: no compiler for " + platform + " was there");
      return in.readAllBytes();
    }
  }

  private static String loadOn(String architecture) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dos.arch=" + architecture,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Load.class.getName()));
    Compiler.Run run = Compiler.run(command);
    assertEquals(0, run.exitCode(), run.output());
    return run.output();
  }

  @ParameterizedTest
  @CsvSource({"linux-x86_64, 62", "linux-aarch64, 183"})
  void libraryIsForTheMachineThatItsFolderNames(String platform, int machine) throws IOException {
    Compiler.assumeGcc();
    ByteBuffer elf = ByteBuffer.wrap(library(platform)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(machine, elf.getShort(MACHINE));
  }

  @Test
  void propertyOfTheJvmChoosesTheLibrary() throws IOException {
    Compiler.assumeGcc();
    library("linux-aarch64");
    assertTrue(loadOn("amd64").startsWith("Loaded["), loadOn("amd64"));
    String arm = loadOn("aarch64");
    assertTrue(arm.startsWith("Failed[") && arm.contains("AARCH64"), arm);
  }

  @Test
  void saysWhichJarIsMissing() {
    NativeLibrary.Outcome outcome =
        NativeLibrary.load(Optional.empty(), Optional.empty(), "Linux", "riscv64");
    String reason = assertInstanceOf(NativeLibrary.Outcome.Missing.class, outcome).reason();
    assertTrue(reason.contains("quotary-native with classifier linux-riscv64"), reason);
  }

  @Test
  void libraryOfThisMachineVerifiesWithoutAJvm(@TempDir Path folder) throws IOException {
    Compiler.assumeGcc();
    verifies(folder, "linux-x86_64", "/usr/bin/gcc", List.of());
  }

  @Test
  void libraryForArmVerifiesOnAnEmulatedProcessor(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Path.of(CROSS_GCC)), "LEFT OUT: there is no " + CROSS_GCC);
    assumeTrue(Files.isExecutable(Path.of(QEMU)), "LEFT OUT: there is no " + QEMU);
    verifies(folder, "linux-aarch64", CROSS_GCC, List.of(QEMU, "-L", "/usr/aarch64-linux-gnu"));
  }

  private static void verifies(Path folder, String platform, String compiler, List<String> runner)
      throws IOException {
    Path library = Files.write(folder.resolve("libquotary.so"), library(platform));
    Path program = folder.resolve("p256_load");
    Path include = Path.of(System.getProperty("java.home"), "include");
    Compiler.Run compiled =
        Compiler.run(
            List.of(
                compiler,
                "-std=c11",
                "-D_GNU_SOURCE",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Isrc/main/c",
                "-I" + include,
                "-I" + include.resolve("linux"),
                "src/test/c/p256_load.c",
                "-ldl",
                "-o",
                program.toString()));
    assertEquals(0, compiled.exitCode(), compiled.output());
    List<String> command = new ArrayList<>(runner);
    command.addAll(List.of(program.toString(), library.toString()));
    Compiler.Run run = Compiler.run(command);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("good 1, forged 0\n", run.output());
  }
}
