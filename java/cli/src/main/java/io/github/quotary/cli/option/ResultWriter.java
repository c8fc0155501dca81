package io.github.quotary.cli.option;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output. A write never throws; the first error is remembered, and nothing is written
 * after it. Thread-safe.
 */
public final class ResultWriter extends PrintWriter {
  private final Target target;

  private ResultWriter(Target target) {
    super(target, true);
    this.target = target;
  }

  /** The process's standard output. {@code System.out} would hide why a write failed. */
  public static ResultWriter standardOutput() {
    return of(new FileOutputStream(FileDescriptor.out));
  }

  /** Writes UTF-8 to a stream. */
  public static ResultWriter of(OutputStream stream) {
    return new ResultWriter(
        new Target(
            new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), stream));
  }

  /** Writes to another writer, which is the same if it is one of these already. */
  public static ResultWriter of(Writer writer) {
    return writer instanceof ResultWriter already
        ? already
        : new ResultWriter(new Target(writer, null));
  }

  /**
   * Writes text that is in UTF-8 already, without buffering it.
   *
   * @param length how many bytes of the array
   */
  public void writeUtf8(byte[] utf8, int length) {
    synchronized (lock) {
      try {
        target.writeUtf8(utf8, length);
      } catch (IOException e) {
        setError();
      }
    }
  }

  /** Writes what is buffered; then the error of the first write that failed, if one did. */
  public Optional<Failure> failure() {
    flush();
    return Optional.ofNullable(target.failure).map(Failure::of);
  }

  /**
   * Why the output is not complete.
   *
   * @param cause the system's own words
   * @param readerLeft whether the output is a pipe whose reader closed it
   */
  public record Failure(String cause, boolean readerLeft) {
    private static Failure of(IOException error) {
      String cause = error.getMessage() == null ? error.toString() : error.getMessage();
      return new Failure(cause, cause.toLowerCase(Locale.ROOT).contains("broken pipe"));
    }
  }

  /** Passes everything on until a write fails. */
  private static final class Target extends Writer {
    private final Writer writer;

    /** Where the writer's text goes; null if it is not known. */
    private final @Nullable OutputStream stream;

    private volatile @Nullable IOException failure;

    Target(Writer writer, @Nullable OutputStream stream) {
      this.writer = writer;
      this.stream = stream;
    }

    void writeUtf8(byte[] utf8, int length) throws IOException {
      attempt(
          () -> {
            if (stream == null) {
              writer.write(new String(utf8, 0, length, StandardCharsets.UTF_8));
            } else {
              writer.flush();
              stream.write(utf8, 0, length);
            }
          });
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      attempt(() -> writer.write(chars, offset, length));
    }

    @Override
    public void flush() throws IOException {
      attempt(writer::flush);
    }

    @Override
    public void close() throws IOException {
      attempt(writer::close);
    }

    private void attempt(Attempt attempt) throws IOException {
      if (failure == null) {
        try {
          attempt.run();
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    }
  }

  /** One access to the writer below. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }
}
