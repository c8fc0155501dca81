package io.github.quotary.fuzz;

import io.github.quotary.qvl.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of clang's libFuzzer. */
final class Fuzzer {
  private static final Path CLANG = Path.of("/usr/bin/clang");
  private static final Path MAIN = Path.of("src/main/c");
  private static final Path TEST = Path.of("src/test/c");
  private static final Path OUT = Path.of("target/test-c");
  private static final List<String> COMMON =
      List.of(CLANG.toString(), "-std=c11", "-D_GNU_SOURCE", "-g", "-I" + MAIN);
  private static final List<String> WATCHED =
      List.of("-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all");
  private static final int MINUTES = 5;

  private Fuzzer() {}

  /** Whether a clang is there that has its run-time library. */
  static boolean isThere() {
    if (!Files.isExecutable(CLANG)) {
      return false;
    }
    String name = "-print-file-name=libclang_rt.fuzzer-x86_64.a";
    Compiler.Run run = Compiler.run(List.of(CLANG.toString(), name));
    return run.exitCode() == 0 && run.output().startsWith("/");
  }

  /** What calls Intel's library. */
  static Path shim() {
    List<String> sources = new ArrayList<>(List.of(TEST.resolve("qvl_fuzz.c").toString()));
    Stream.of("qvl_guard.c", "qvl_open.c", "qvl_core.c", "qvl_stages.c")
        .forEach(source -> sources.add(MAIN.resolve(source).toString()));
    sources.add("-ldl");
    return compile("qvl_fuzz", List.of("-O1"), sources);
  }

  /**
   * The tiers of P-256, and theirs without the processors' new instructions, beside the definition.
   */
  static Path tiers() {
    List<String> sources = new ArrayList<>(List.of(TEST.resolve("p256_fuzz.c").toString()));
    for (String shim : List.of("p256_shim_ifma", "p256_shim_fma")) {
      sources.add(object(shim));
    }
    Stream.of("tiers", "tier_avx512", "tier_avx2", "tier_mulx", "tier_portable")
        .forEach(tier -> sources.add(MAIN.resolve("p256").resolve(tier + ".c").toString()));
    sources.add("-lm");
    return compile(
        "p256_fuzz", List.of("-O1", "-frounding-math", "-DP256_COUNTED", "-DP256_SMALL"), sources);
  }

  private static String object(String name) {
    Path object = OUT.resolve(name + ".o");
    List<String> command = new ArrayList<>(COMMON);
    command.addAll(List.of("-O2", "-frounding-math", "-DP256_COUNTED", "-c"));
    command.addAll(List.of(TEST.resolve(name + ".c").toString(), "-o", object.toString()));
    succeed(command);
    return object.toString();
  }

  private static Path compile(String name, List<String> options, List<String> sources) {
    Path program = OUT.resolve(name).toAbsolutePath();
    List<String> command = new ArrayList<>(COMMON);
    command.addAll(options);
    command.addAll(WATCHED);
    command.addAll(sources);
    command.addAll(List.of("-o", program.toString()));
    succeed(command);
    return program;
  }

  private static void succeed(List<String> command) {
    try {
      Files.createDirectories(OUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Compiler.Run run = Compiler.run(command);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.output());
    }
  }

  /** Runs one, and stops it if it does not come to its end. */
  static Compiler.Run run(Path program, List<String> options, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-print_final_stats=1"));
    command.add("-artifact_prefix=" + OUT.toAbsolutePath() + "/" + program.getFileName() + "-");
    command.addAll(options);
    Path output = Files.createTempFile("quotary-fuzz", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      long seconds = Long.getLong("quotary.fuzz.seconds", 0) + TimeUnit.MINUTES.toSeconds(MINUTES);
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return new Compiler.Run(ended ? process.exitValue() : -1, text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
