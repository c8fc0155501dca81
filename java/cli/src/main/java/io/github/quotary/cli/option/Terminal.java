package io.github.quotary.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether standard output and standard error are terminals; false if the system does not say. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard error is a terminal. */
  public static boolean isStandardError() {
    return isTerminal(Path.of("/proc/self/fd/2"));
  }

  /** Whether standard output is a terminal that shows colours, and the user wants them. */
  static boolean hasColours() {
    return hasColours(System.getenv()) && isTerminal(Path.of("/proc/self/fd/1"));
  }

  /**
   * Whether the environment allows colours: {@code NO_COLOR} is unset or empty (no-color.org), and
   * {@code TERM} names a terminal that is not dumb.
   */
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /**
   * {@code System.console()} will not do: what it says of a redirected output depends on the JDK.
   */
  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
