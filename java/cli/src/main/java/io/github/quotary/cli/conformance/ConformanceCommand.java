package io.github.quotary.cli.conformance;

import io.github.quotary.cli.option.EngineOption;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.GenerationOption;
import io.github.quotary.cli.option.VersionProvider;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs case files that carry the verdicts of Intel's own code. */
@Exits({ExitCode.REJECTED})
@Command(
    name = "conformance",
    description =
        "Runs case files that contain verdicts of Intel's own code, and counts agreement.",
    mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders with cases.jsonl or cases.jsonl.gz.")
  private List<Path> folders;

  @Mixin private GenerationOption generation;

  @Mixin private EngineOption engine;

  @Spec private CommandSpec spec;

  private int passed;
  private int failed;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ConformanceCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CaseCheck check = new CaseCheck(generation.generation(), engine.forFew());
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
    out.println(
        "As QVL "
            + generation.generation().version()
            + ", under the roots that the cases name, by "
            + VersionProvider.version());
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
