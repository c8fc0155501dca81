package io.github.quotary.cli.help;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes this command's arguments in a shell.",
      "bash: source <(quotary completion bash). zsh: source <(quotary completion zsh), after"
          + " compinit."
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public CompletionCommand() {}

  /** A shell that the script is for. */
  enum Shell {
    /** GNU Bash. */
    BASH,
    /** The Z shell, which runs Bash's completions. */
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void run() {
    String script = AutoComplete.bash("quotary", spec.root().commandLine());
    String start = "autoload -U +X bashcompinit && bashcompinit\n";
    spec.commandLine().getOut().print((shell == Shell.ZSH ? start : "") + script);
  }
}
