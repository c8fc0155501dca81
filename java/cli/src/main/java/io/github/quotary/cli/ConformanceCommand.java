package io.github.quotary.cli;

import io.github.quotary.cli.conformance.CaseCheck;
import io.github.quotary.cli.conformance.CaseFolder;
import io.github.quotary.tcb.QvlGeneration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs case files that carry the verdicts of Intel's own code. */
@Command(
    name = "conformance",
    description = "Runs case files with the verdicts of Intel's own code and counts agreement.",
    mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders with cases.jsonl or cases.jsonl.gz.")
  private List<Path> folders;

  @Option(
      names = "--generation",
      converter = GenerationConverter.class,
      description = "Which QVL to decide like: 1.26 or 1.27. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @Option(
      names = "--engine",
      description = "Who verifies signatures: auto, bc or java. Default: ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private EngineOption engine;

  @Spec private CommandSpec spec;

  private int passed;
  private int failed;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ConformanceCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CaseCheck check = new CaseCheck(generation, engine.engine());
    for (Path folder : folders) {
      int passedBefore = passed;
      int failedBefore = failed;
      new CaseFolder(folder)
          .forEach(
              c -> {
                List<String> differences = check.differences(c);
                if (differences.isEmpty()) {
                  passed++;
                } else {
                  failed++;
                  out.println("FAILED " + c + ": " + String.join("; ", differences));
                }
              });
      out.println(
          folder
              + ": "
              + (passed - passedBefore)
              + " passed, "
              + (failed - failedBefore)
              + " failed");
    }
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
