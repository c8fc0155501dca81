package io.github.quotary.spark.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Name and version of this software. */
public final class Producer {
  private static final String NAME = read();

  private Producer() {}

  /** For example {@code quotary-spark 1.0.0}. */
  public static String name() {
    return NAME;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in =
        Producer.class.getResourceAsStream("/io/github/quotary/spark/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "quotary-spark " + properties.getProperty("version", "unknown");
  }
}
