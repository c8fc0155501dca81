package io.github.quotary.pcs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {
  @TempDir Path directory;

  @Test
  void aWrittenContentIsReadByAnotherStore() throws IOException {
    write(store(), "a", "one");
    assertEquals("one", read(store(), "a"));
    assertEquals(List.of("a"), store().names());
  }

  @Test
  void aNameHasItsLastContentAndTheOthersAreRemoved() throws IOException {
    FileStore store = store();
    write(store, "a", "one");
    write(store, "a", "two");
    assertEquals("two", read(store, "a"));
    assertEquals(1, files("objects").size());
  }

  /** The entries of an archive are such a file system. */
  @Test
  void aFileSystemWithoutAtomicMovesIsNamed() throws IOException {
    Path archive = directory.resolve("archive.zip");
    try (FileSystem other = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> StoredFile.write(bytes("one"), directory, other.getPath("/"), "a"));
      assertEquals("/ is on a file system without atomic moves", refused.getMessage());
    }
  }

  @Test
  void namesMayShareAContent() throws IOException {
    FileStore store = store();
    write(store, "a", "one");
    write(store, "b", "one");
    assertEquals(1, files("objects").size());
    write(store, "a", "two");
    assertEquals("one", read(store, "b"));
  }

  @Test
  void theWriterSeesTheCurrentContent() throws IOException {
    FileStore store = store();
    write(store, "a", "one");
    assertFalse(
        store.write("a", bytes("two"), present -> present.filter(p -> p.length == 5).isPresent()));
    assertEquals("one", read(store, "a"));
  }

  @Test
  void aDamagedContentCountsAsMissingAndIsWrittenAgain() throws IOException {
    FileStore store = store();
    write(store, "a", "one");
    Files.write(files("objects").get(0), bytes("ONE"));
    assertEquals(Optional.empty(), store.read("a"));
    write(store, "a", "one");
    assertEquals("one", read(store, "a"));
  }

  @Test
  void aDamagedReferenceCountsAsNotThere() throws IOException {
    FileStore store = store();
    write(store, "a", "one");
    for (String damage : List.of("", "../../etc/passwd", "0".repeat(64))) {
      Files.write(directory.resolve("refs/a"), bytes(damage));
      assertEquals(Optional.empty(), store.read("a"));
    }
  }

  @Test
  void leftoversOfACrashedProcessAreRemoved() throws IOException {
    write(store(), "a", "one");
    Files.write(directory.resolve("temp/half.part"), bytes("ha"));
    Files.write(directory.resolve("objects").resolve("1".repeat(64)), bytes("unused"));
    assertEquals("one", read(store(), "a"));
    assertEquals(List.of(), files("temp"));
    assertEquals(1, files("objects").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a", "A", "a/b", "a.b", "-a"})
  void otherNamesAreRefused(String name) throws IOException {
    FileStore store = store();
    assertThrows(IllegalArgumentException.class, () -> store.read(name));
    assertThrows(IllegalArgumentException.class, () -> write(store, name, "one"));
  }

  @Test
  void manyWritersAndReadersNeverSeeHalfOfAnything() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        String letter = String.valueOf((char) ('a' + t));
        FileStore store = store();
        Callable<Boolean> work = t % 2 == 0 ? writer(store, letter) : reader(store);
        write(store, "shared", letter.repeat(5000));
        running.add(threads.submit(work));
      }
      for (Future<Boolean> each : running) {
        assertTrue(each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Boolean> writer(FileStore store, String letter) {
    return () -> {
      for (int i = 1; i <= 8; i++) {
        write(store, "shared", letter.repeat(i * 1000));
      }
      return true;
    };
  }

  private static Callable<Boolean> reader(FileStore store) {
    return () -> {
      for (int i = 0; i < 200; i++) {
        String content = read(store, "shared");
        if (content.isEmpty() || content.chars().distinct().count() != 1) {
          return false;
        }
      }
      return true;
    };
  }

  private FileStore store() throws IOException {
    return FileStore.open(directory);
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.toList();
    }
  }

  private static void write(FileStore store, String name, String content) throws IOException {
    assertTrue(store.write(name, bytes(content), present -> true));
  }

  private static String read(FileStore store, String name) throws IOException {
    return new String(store.read(name).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
