package io.github.quotary.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and what is in them. */
final class Folders {
  private Folders() {}

  /** Deletes a folder, if it is there, with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : all(folder, Comparator.reverseOrder())) {
        Files.delete(file);
      }
    }
  }

  /** The regular files below a folder, in the order of their names. */
  static List<Path> files(Path folder) throws IOException {
    return all(folder, Comparator.naturalOrder()).stream().filter(Files::isRegularFile).toList();
  }

  /** The folder and all that is below it, in this order. */
  static List<Path> all(Path folder, Comparator<Path> order) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(order).toList();
    }
  }
}
