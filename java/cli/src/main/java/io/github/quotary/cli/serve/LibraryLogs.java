package io.github.quotary.cli.serve;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the HTTP libraries from writing to standard error: what they say of broken requests is
 * their senders' choice, and as long as those like. Whoever configures {@code java.util.logging}
 * himself gets all of it.
 */
final class LibraryLogs {
  /** Loggers are forgotten, with their levels, when nobody holds them. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("io.netty"), Logger.getLogger("io.vertx"));

  private LibraryLogs() {}

  static void quieten() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
  }
}
