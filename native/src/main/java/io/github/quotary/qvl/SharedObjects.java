package io.github.quotary.qvl;

import io.github.quotary.qvl.LoadOutcome.Failed;
import io.github.quotary.qvl.LoadOutcome.Missing;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Paths of shared objects, and errors of the system's loader. */
final class SharedObjects {
  private SharedObjects() {}

  /** A path in the platform's encoding, ending in NUL. */
  static byte[] path(String path) {
    return CollateralArgument.text(path.getBytes(encoding()));
  }

  private static Charset encoding() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  /** The error of {@code dlopen}, with a remedy if the file does not exist. */
  static <T> LoadOutcome<T> notOpened(String path, byte[] error, String remedy) {
    String reason = text(error);
    boolean absent =
        reason.startsWith(path + ": cannot open shared object file")
            && reason.contains("No such file");
    return absent
        ? new Missing<>(path + " not found: " + remedy)
        : new Failed<>(
            path + " cannot be used: " + reason, new UnsatisfiedLinkError(path + ": " + reason));
  }

  private static String text(byte[] error) {
    int end = 0;
    while (end < error.length && error[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOf(error, end), encoding());
  }
}
