package io.github.quotary.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured while the machine had other work is slower than it should be, in CPU time too:
 * threads share cores, caches and the clock. No report is written from it.
 */
final class OtherWorkLimit {
  /** Of a core: more than a quiet system takes for itself. */
  private static final double CORES = 0.1;

  private static final int SHOWN = 10;

  private OtherWorkLimit() {}

  /**
   * Passes if every figure that says how much other work there was had little of it.
   *
   * @throws IllegalStateException with the figures that must be measured again
   */
  static void check(Results results) {
    List<String> loaded = new ArrayList<>();
    for (JvmRun run : results.runs()) {
      for (Figure figure : run.figures()) {
        figure.otherCores().ifPresent(cores -> add(loaded, cores, run.file(), figure.command()));
      }
    }
    for (PeerRun peer : results.peers()) {
      peer.otherCores().ifPresent(cores -> add(loaded, cores, peer.file(), peer.command()));
    }
    for (IngressRun run : results.ingress()) {
      add(loaded, run.mostOtherCores(), run.file(), "a turn of a proxy");
    }
    for (ServiceRun run : results.services()) {
      add(loaded, run.mostOtherCores(), run.file(), "the service under load");
    }
    if (!loaded.isEmpty()) {
      throw new IllegalStateException(message(loaded));
    }
  }

  private static void add(List<String> loaded, double cores, String file, String what) {
    if (cores > CORES) {
      loaded.add(String.format(Locale.ROOT, "  %s: %s (%.2f cores)", file, what, cores));
    }
  }

  private static String message(List<String> loaded) {
    StringBuilder text = new StringBuilder("No report was written. While these figures");
    text.append(" were measured, other work took more than a tenth of a core;");
    text.append(" measure them again on an idle machine:");
    loaded.stream().limit(SHOWN).forEach(line -> text.append('\n').append(line));
    if (loaded.size() > SHOWN) {
      text.append("\n  and ").append(loaded.size() - SHOWN).append(" more");
    }
    return text.toString();
  }
}
