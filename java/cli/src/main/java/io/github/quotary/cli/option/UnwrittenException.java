package io.github.quotary.cli.option;

import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A result that could not be written into a file; the command ends with {@link ExitCode#UNWRITTEN}.
 */
public final class UnwrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnwrittenException(String message) {
    super(message);
  }

  /**
   * The exception for a file that could not be written: this one, or {@link InputException} if it
   * was named wrongly, such as in a directory that does not exist.
   */
  public static RuntimeException of(String message, IOException cause) {
    return cause instanceof NoSuchFileException
            || cause instanceof FileAlreadyExistsException
            || cause instanceof NotDirectoryException
            || cause instanceof AccessDeniedException
            || String.valueOf(cause.getMessage()).endsWith("directory")
        ? new InputException(message)
        : new UnwrittenException(message);
  }
}
