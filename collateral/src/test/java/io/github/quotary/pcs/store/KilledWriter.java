package io.github.quotary.pcs.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that writes contents one after the other until it is killed. */
final class KilledWriter {
  static final int NAMES = 3;

  private KilledWriter() {}

  /**
   * Writes to the store in the directory of the first argument, counting from the second. A number
   * is printed only after its content was stored.
   */
  public static void main(String[] arguments) throws IOException {
    FileStore store = FileStore.open(Path.of(arguments[0]));
    for (long number = Long.parseLong(arguments[1]); ; number++) {
      store.write(name(number), content(number), present -> true);
      System.out.println(number);
    }
  }

  static String name(long number) {
    return "document-" + number % NAMES;
  }

  /** Large enough that writing it takes several writes of the operating system. */
  static byte[] content(long number) {
    return (number + " ").repeat(20_000).getBytes(StandardCharsets.US_ASCII);
  }
}
