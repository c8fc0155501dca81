package io.github.quotary.pcs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever others prepared in the place of a store, nothing of anybody is deleted or changed. */
class StrangersFilesTest {
  @TempDir Path folder;
  private Path victim;
  private Path thesis;
  private Path store;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX modes");
    victim = Files.createDirectory(folder.resolve("victim"));
    thesis = Files.writeString(victim.resolve("thesis"), "years of work");
    store = folder.resolve("store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"objects", "refs", "temp"})
  void aLinkBelowTheStoreIsNotFollowed(String name) throws IOException {
    FileStore.open(store);
    Files.delete(store.resolve(name));
    Files.createSymbolicLink(store.resolve(name), victim);
    assertRefused("it is a link");
    assertEquals("years of work", Files.readString(thesis));
  }

  @Test
  void aLinkInTheStoresPlaceIsNotFollowed() throws IOException {
    Files.createSymbolicLink(store, victim);
    assertRefused("it is a link");
    try (var files = Files.list(victim)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aLinkInTheLocksPlaceIsNotFollowed() throws IOException {
    FileStore.open(store);
    Files.delete(store.resolve("lock"));
    Files.createSymbolicLink(store.resolve("lock"), victim.resolve("made"));
    assertThrows(IOException.class, () -> FileStore.open(store));
    assertTrue(Files.notExists(victim.resolve("made")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void aFolderThatOthersMayWriteIsRefused(String mode) throws IOException {
    Files.createDirectory(store);
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(mode));
    assertRefused("chmod go-w");
  }

  @Test
  void onlyWhatAStoreWritesIsDeleted() throws IOException {
    FileStore.open(store);
    Path paper = Files.writeString(store.resolve("objects/paper.pdf"), "mine");
    Path notes = Files.writeString(store.resolve("temp/notes"), "mine");
    Path crashed = Files.writeString(store.resolve("temp/tcb-info.part"), "half");
    Path old = Files.writeString(store.resolve("objects").resolve("0".repeat(64)), "unused");
    FileStore.open(store);
    assertTrue(Files.exists(paper) && Files.exists(notes));
    assertTrue(Files.notExists(crashed) && Files.notExists(old));
  }

  @Test
  void aLinkInTheFilesPlaceIsNeitherReadNorWritten() throws IOException {
    FileStore opened = FileStore.open(store);
    Files.createSymbolicLink(store.resolve("temp/a.part"), thesis);
    Files.createSymbolicLink(store.resolve("refs/b"), thesis);
    assertTrue(opened.write("a", "one".getBytes(StandardCharsets.US_ASCII), before -> true));
    assertEquals("years of work", Files.readString(thesis));
    assertThrows(IOException.class, () -> opened.read("b"));
  }

  private void assertRefused(String why) {
    FileSystemException refused =
        assertThrows(FileSystemException.class, () -> FileStore.open(store));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }
}
