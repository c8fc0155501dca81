package io.github.quotary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, with what the manifest of {@code quotary.jar} gives it. */
final class CommandProcess {
  private CommandProcess() {}

  static List<String> command(String... arguments) {
    return command(List.of(), arguments);
  }

  static List<String> command(List<String> optionsOfJava, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(optionsOfJava);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("io.github.quotary.cli.Main");
    command.addAll(List.of(arguments));
    return command;
  }
}
