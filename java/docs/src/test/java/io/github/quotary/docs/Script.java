package io.github.quotary.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of a block as a script of bash, in which every command must end with 0, or with what the
 * comment at its end says: {@code # exit 11}.
 */
final class Script {
  private static final Pattern EXIT =
      Pattern.compile(".* # (?:.*\\W)?exit (\\d+)\\b.*", Pattern.DOTALL);

  private Script() {}

  /** Commands, each with its continued lines. */
  static List<String> commands(List<String> lines) {
    List<String> commands = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      open.append(line);
      if (line.matches(".*(\\\\|\\||&&)")) {
        open.append('\n');
      } else {
        if (!open.toString().isBlank() && !open.toString().startsWith("#")) {
          commands.add(open.toString());
        }
        open.setLength(0);
      }
    }
    return commands;
  }

  /** What bash is to run for a command, with its output in files of the block's number. */
  static String of(String command, Block block, int number, boolean together) {
    Matcher exit = EXIT.matcher(command);
    String expected = exit.matches() ? exit.group(1) : "0";
    String err = together ? "2>&1" : "2>>err." + number;
    return "{ "
        + command
        + "\n} >>out."
        + number
        + " "
        + err
        + "\nis "
        + expected
        + " $? '"
        + block.place()
        + "' out."
        + number
        + "\n"
        + (command.matches("(?s).*&\\s*(#.*)?") ? "await\n" : "");
  }
}
