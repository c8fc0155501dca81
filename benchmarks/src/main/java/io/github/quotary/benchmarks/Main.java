package io.github.quotary.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH with its own command line ({@code -h} lists it), and two additions: CPU time and allocated
 * bytes per operation, the report's unit and other work are always measured, and the results are
 * saved in {@code benchmarks/results/DATE-CPU-JDK.json}, or in the folder that {@code
 * -Dresults=FOLDER} names.
 */
public final class Main {
  private Main() {}

  /** Runs the benchmarks selected by the arguments. */
  public static void main(String[] args) throws IOException, RunnerException {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      if (asksOnly(options)) {
        org.openjdk.jmh.Main.main(args);
      } else {
        run(options, String.join(" ", args));
      }
    } catch (CommandLineOptionException e) {
      System.err.println("Invalid options: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean asksOnly(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  private static void run(CommandLineOptions options, String arguments)
      throws IOException, RunnerException {
    ResultFile file = ResultFile.begin(Machine.here(), Instant.now(), arguments);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(options)
                    .addProfiler(CpuTimeProfiler.class)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    if (results.isEmpty()) {
      System.err.println("No benchmark gave a result; nothing was written.");
      System.exit(1);
    }
    Path written = file.write(folder(), json(results));
    System.out.println("Results saved in " + written);
  }

  /** Where results are saved. */
  public static Path folder() throws IOException {
    Path folder = Path.of(System.getProperty("results", "benchmarks/results"));
    return Files.createDirectories(folder);
  }

  /** The results as JMH writes them. */
  private static byte[] json(Collection<RunResult> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return bytes.toByteArray();
  }
}
