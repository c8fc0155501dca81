package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Compiles the stub libraries and the C test, where there is a gcc. */
public final class Compiler {
  private static final Path GCC = Path.of("/usr/bin/gcc");
  private static final Path MAIN = Path.of("src/main/c");
  private static final Path TEST = Path.of("src/test/c");
  static final Path OUT = Path.of("target/test-c");

  private Compiler() {}

  /** What a program wrote, and how it ended. */
  public record Run(int exitCode, String output) {}

  public static void assumeGcc() {
    boolean linux =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("amd64");
    assumeTrue(linux, "LEFT OUT: the shim is for Linux on x86-64");
    assumeTrue(Files.isExecutable(GCC), "LEFT OUT: there is no /usr/bin/gcc");
  }

  /** A library with the ABI of Intel's DCAP library. */
  public static Path quoteVerifyStub(String name, String... options) {
    return library(name, "quoteverify_stub.c", options);
  }

  /** A library with the ABI of Intel's low-level QVL. */
  public static Path quoteVerificationStub(String name) {
    return library(name, "quoteverification_stub.c");
  }

  private static synchronized Path library(String name, String source, String... options) {
    assumeGcc();
    Path library = OUT.resolve(name + ".so").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("-fPIC", "-shared", "-fvisibility=hidden"));
    command.addAll(List.of(options));
    command.addAll(List.of(TEST.resolve(source).toString(), TEST + "/stub_throw.c"));
    compile(library, command);
    return library;
  }

  /** The test of the C core. */
  static Path coreTest(String name, String... options) {
    assumeGcc();
    Path program = OUT.resolve(name).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(options));
    command.add(TEST.resolve("core_test.c").toString());
    Stream.of("qvl_guard.c", "qvl_open.c", "qvl_core.c", "qvl_stages.c")
        .forEach(source -> command.add(MAIN.resolve(source).toString()));
    command.add("-pthread");
    compile(program, command);
    return program;
  }

  /** The native library with the lanes of P-256 alone, compiled with further options. */
  public static Path lanesLibrary(String name, String... options) {
    assumeGcc();
    Path library = OUT.resolve(name + ".so").toAbsolutePath();
    Path include = Path.of(System.getProperty("java.home"), "include");
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(List.of("-fPIC", "-shared", "-frounding-math", "-DP256_SMALL"));
    command.addAll(
        List.of("-Itarget/jni-headers", "-I" + include, "-I" + include.resolve("linux")));
    Stream.of("tiers", "tier_avx512", "tier_avx2", "tier_mulx", "tier_portable")
        .forEach(tier -> command.add(MAIN.resolve("p256").resolve(tier + ".c").toString()));
    command.add(MAIN.resolve("p256_jni.c").toString());
    compile(library, command);
    return library;
  }

  private static void compile(Path output, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                GCC.toString(),
                "-std=c11",
                "-D_GNU_SOURCE",
                "-O1",
                "-g",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-I" + MAIN,
                "-o",
                output.toString()));
    makeDirectory(OUT);
    succeeds(command, arguments);
  }

  static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a command that must end well and say nothing. */
  static void succeeds(List<String> command, List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    Run run = run(all);
    assertEquals(0, run.exitCode(), run.output());
  }

  /** Runs a program to its end, and stops one that does not come to it. */
  public static Run run(List<String> command) {
    try {
      Path output = Files.createTempFile("quotary-qvl-test", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        boolean ended = process.waitFor(20, TimeUnit.MINUTES);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new Run(ended ? process.exitValue() : -1, text);
      } finally {
        process.destroyForcibly();
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
