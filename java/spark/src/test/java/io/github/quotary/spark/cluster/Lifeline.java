package io.github.quotary.spark.cluster;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class, and ends this process when standard input does: a process started so
 * cannot outlive the one that started it, however that ends.
 */
public final class Lifeline {
  private Lifeline() {}

  /** Arguments: the main class, and its own arguments. */
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(Lifeline::watch, "lifeline");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      System.err.println("lifeline: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
