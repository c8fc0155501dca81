package io.github.quotary.ingress.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used, where the exception's own message is a path alone. */
public final class FileWords {
  private FileWords() {}

  /** In one line: which file, and what is wrong with it. */
  public static String of(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    if (!(fault instanceof FileSystemException file) || file.getReason() != null) {
      return fault.getMessage() == null ? fault.getClass().getSimpleName() : message;
    }
    return message + ": " + kind(file);
  }

  private static String kind(FileSystemException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (fault instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (fault instanceof NotDirectoryException) {
      return "not a directory";
    }
    return fault instanceof FileAlreadyExistsException
        ? "a file, not a directory"
        : fault.getClass().getSimpleName();
  }
}
