package io.github.quotary.evidence.input;

import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads logs from files. */
public final class LogFile {
  /** One byte more than the maximum of a log, so that the parser of the log reports the excess. */
  private static final int MAX_BYTES = Math.max(CcelLog.MAX_BYTES, RuntimeEventLog.MAX_BYTES) + 1;

  private LogFile() {}

  /**
   * The log in a file, in any form that {@link LogReader} reads; {@code -} is standard input.
   *
   * @throws InputException if the file cannot be read
   * @throws io.github.quotary.rtmr.EventLogFormatException if there is a log, but malformed
   * @throws io.github.quotary.evidence.log.MalformedLogException if there is no log
   */
  public static EventLog read(String name) {
    return LogReader.parse(readBytes(name));
  }

  private static byte[] readBytes(String name) {
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
      return in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + name);
    } catch (IOException e) {
      throw new InputException("Cannot read " + name + ": " + e.getMessage());
    }
  }
}
