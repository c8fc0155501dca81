package io.github.quotary.evidence.input;

import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

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
   * @throws MalformedLogException if there is no log
   */
  public static EventLog read(String name) {
    byte[] bytes = readBytes(name);
    try {
      return LogReader.parse(bytes);
    } catch (MalformedLogException e) {
      return wrapped(bytes).orElseThrow(() -> e);
    }
  }

  /** The log inside of a layer that is not JSON, such as gzip, UTF-16 or a hex dump. */
  private static Optional<EventLog> wrapped(byte[] bytes) {
    int first = JsonInput.firstOf(bytes);
    boolean isJson = first == '{' || first == '[' || first == '"';
    return !isJson
            && EvidenceReader.read(bytes) instanceof Reading.Found found
            && found.logs().size() == 1
            && found.quotes().isEmpty()
        ? Optional.of(found.logs().get(0))
        : Optional.empty();
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
