package io.github.quotary.qvl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lanes of P-256, compiled once by one compiler with its options, for several test programs.
 */
final class Lanes {
  private static final Path MAIN = Path.of("src/main/c");
  private static final Path TEST = Path.of("src/test/c");

  private final Path out;
  private final List<String> compiler;
  private final List<String> objects;

  private Lanes(Path out, List<String> compiler, List<String> objects) {
    this.out = out;
    this.compiler = compiler;
    this.objects = objects;
  }

  /** All tiers, and those with their instructions in C. */
  static Lanes compile(String name, String compiler, String... options) {
    Path out = Compiler.OUT.resolve(name).toAbsolutePath();
    List<String> command =
        new ArrayList<>(
            List.of(
                compiler,
                "-std=c11",
                "-D_GNU_SOURCE",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-frounding-math",
                "-DP256_SMALL",
                "-DP256_COUNTED",
                "-I" + MAIN));
    command.addAll(List.of(options));
    Compiler.makeDirectory(out);
    Stream<Path> tiers =
        Stream.of("tiers", "tier_avx512", "tier_avx2", "tier_mulx", "tier_portable")
            .map(tier -> MAIN.resolve("p256").resolve(tier + ".c"));
    Stream<Path> inC =
        Stream.of("p256_shim_ifma", "p256_shim_fma").map(shim -> TEST.resolve(shim + ".c"));
    List<String> objects =
        Stream.concat(inC, tiers)
            .parallel()
            .map(
                source -> {
                  Path object = out.resolve(source.getFileName() + ".o");
                  Compiler.succeeds(
                      command, List.of("-c", source.toString(), "-o", object.toString()));
                  return object.toString();
                })
            .toList();
    return new Lanes(out, command, objects);
  }

  /** A test program over them. */
  Path program(String name, String... options) {
    Path program = out.resolve(name);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(TEST.resolve(name + ".c").toString());
    arguments.addAll(objects);
    arguments.addAll(List.of("-lm", "-pthread", "-o", program.toString()));
    Compiler.succeeds(compiler, arguments);
    return program;
  }

  /** The test of one tier's field; it needs no more than its own source. */
  Path field(String tier) {
    Path program = out.resolve("p256_field_" + tier);
    Compiler.succeeds(
        compiler,
        List.of(
            "-DP256_FIELD_" + tier,
            TEST.resolve("p256_field.c").toString(),
            "-lm",
            "-o",
            program.toString()));
    return program;
  }
}
