package io.github.quotary.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class VersionProvider implements IVersionProvider {
  private static final String VERSION = read();

  @Override
  public String[] getVersion() {
    return new String[] {version()};
  }

  /** Name and version, for example {@code quotary 1.0.0}. */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in =
        VersionProvider.class.getResourceAsStream("/io/github/quotary/cli/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "quotary " + properties.getProperty("version", "unknown");
  }
}
