package io.github.quotary.simulator.fault;

import java.nio.charset.StandardCharsets;

/**
 * A reader of strangers' bytes, for tests of what it does with hostile ones.
 *
 * @param valid what it reads
 * @param throwing the one kind of exception that its documentation names
 * @param reader the reader
 */
public record HostileSubject(
    String valid, Class<? extends Exception> throwing, HostileSubject.Reader reader) {
  /** Reads, and says whether the bytes were read. */
  @FunctionalInterface
  public interface Reader {
    boolean reads(byte[] bytes) throws Exception;
  }

  /** Nothing is thrown for what is sent. */
  private static final class NeverException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** A reader that throws nothing, whatever it is given. */
  public static HostileSubject never(String valid, Reader reader) {
    return new HostileSubject(valid, NeverException.class, reader);
  }

  /**
   * Whether these bytes are read.
   *
   * @throws AssertionError if the reader throws what its documentation does not name
   */
  public boolean reads(String what, byte[] bytes) {
    try {
      return reader.reads(bytes);
    } catch (Exception e) {
      if (throwing.isInstance(e)) {
        return false;
      }
      throw new AssertionError(what, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    }
  }

  /**
   * Gives it everything that is hostile.
   *
   * @throws AssertionError if the reader throws what its documentation does not name
   */
  public void readAll() {
    HostileTexts.encodings(valid).forEach(this::reads);
    HostileTexts.contents(valid).forEach(this::reads);
  }

  /**
   * Gives it every encoding but UTF-8.
   *
   * @throws AssertionError if it reads one, or throws what its documentation does not name
   */
  public void refusesOtherEncodings() {
    HostileTexts.encodings(valid)
        .forEach(
            (what, bytes) -> {
              if (reads(what, bytes)) {
                throw new AssertionError(what + " is read");
              }
            });
  }

  /** Whether it reads what is valid: a rejection of everything would prove nothing. */
  public boolean readsItsOwn() {
    return reads("what is valid", valid.getBytes(StandardCharsets.UTF_8));
  }
}
