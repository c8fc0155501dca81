package io.github.quotary.ingress.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFolderTest {
  private static final byte[] ONE = "one".getBytes(UTF_8);
  private static final byte[] TWO = "the second, longer".getBytes(UTF_8);

  @TempDir private Path temp;

  private Path root() {
    return temp.resolve("above/state");
  }

  @Test
  void whatWasWrittenIsThereAfterAnotherOpening() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      assertEquals(Optional.empty(), state.read("accounts/ca/key.pem"));
      state.write("accounts/ca/key.pem", ONE);
      state.write("accounts/ca/key.pem", TWO);
      state.write("accounts/ca/cert-*.example.com.pem", ONE);
    }
    try (StateFolder state = StateFolder.open(root())) {
      assertArrayEquals(TWO, state.read("accounts/ca/key.pem").orElseThrow());
      assertEquals(List.of("cert-*.example.com.pem", "key.pem"), state.list("accounts/ca"));
      state.delete("accounts/ca/key.pem");
      state.delete("accounts/ca/key.pem");
      assertEquals(Optional.empty(), state.read("accounts/ca/key.pem"));
      assertEquals(List.of(), state.list("nothing"));
    }
  }

  @Test
  void aFileThatCannotTakeItsPlaceIsTold() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      state.write("accounts/ca/key.pem", ONE);
      assertThrows(IOException.class, () -> state.write("accounts/ca", TWO));
      assertEquals(List.of("key.pem"), state.list("accounts/ca"));
    }
  }

  @Test
  void aFileIsNotAnEmptyFolder() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      state.write("accounts/ca/key.pem", ONE);
      assertThrows(IOException.class, () -> state.list("accounts/ca/key.pem"));
    }
  }

  @Test
  void nobodyElseMayRead() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      state.write("accounts/ca/key.pem", ONE);
      assertEquals("rwx------", modeOf(root()));
      assertEquals("rwx------", modeOf(root().resolve("accounts/ca")));
      assertEquals("rw-------", modeOf(root().resolve("accounts/ca/key.pem")));
    }
  }

  @Test
  void aFolderThatOthersMayEnterIsRefused() throws IOException {
    Files.createDirectories(root());
    Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwxr-x---"));

    IOException refused = assertThrows(IOException.class, () -> StateFolder.open(root()));

    assertTrue(refused.getMessage().contains("chmod 700"), refused::getMessage);
  }

  @Test
  void twoProcessesDoNotShareAFolder() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      IOException refused = assertThrows(IOException.class, () -> StateFolder.open(root()));
      assertTrue(refused.getMessage().contains("another process"), refused::getMessage);
      state.write("still", ONE);
    }
    StateFolder.open(root()).close();
  }

  /** What a process left that was killed while it wrote. */
  @Test
  void anUnfinishedFileDoesNotCountAndDoesNotHinder() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      state.write("records/a.json", ONE);
      Files.write(root().resolve("records/.a.json.new"), TWO);

      assertArrayEquals(ONE, state.read("records/a.json").orElseThrow());
      assertEquals(List.of("a.json"), state.list("records"));
      state.write("records/a.json", TWO);
      assertArrayEquals(TWO, state.read("records/a.json").orElseThrow());
      assertFalse(Files.exists(root().resolve("records/.a.json.new")));
    }
  }

  @Test
  void aWriteThatFailsKeepsTheOldBytes() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      state.write("records/a.json", ONE);
      // A folder with something in it stands where the new bytes would go.
      Files.createDirectories(root().resolve("records/.a.json.new/full"));

      assertThrows(IOException.class, () -> state.write("records/a.json", TWO));

      assertArrayEquals(ONE, state.read("records/a.json").orElseThrow());
    }
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = Files.write(temp.resolve("elsewhere"), ONE);
    try (StateFolder state = StateFolder.open(root())) {
      Files.createSymbolicLink(root().resolve("link"), elsewhere);
      Files.createSymbolicLink(root().resolve("folder"), temp);

      assertThrows(IOException.class, () -> state.read("link"));
      assertThrows(IOException.class, () -> state.write("folder/file", TWO));
      state.write("link", TWO);
    }
    assertArrayEquals(ONE, Files.readAllBytes(elsewhere));
  }

  @Test
  void filesAreBounded() throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> state.write("big", new byte[StateFolder.MAX_SIZE + 1]));
      Files.write(root().resolve("big"), new byte[StateFolder.MAX_SIZE + 1]);
      assertThrows(IOException.class, () -> state.read("big"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../up", "a/../b", "a//b", ".lock", "a/.hidden", "a/"})
  void pathsStayBelowTheFolder(String path) throws IOException {
    try (StateFolder state = StateFolder.open(root())) {
      assertThrows(IllegalArgumentException.class, () -> state.write(path, ONE));
      assertThrows(IllegalArgumentException.class, () -> state.read(path));
      assertThrows(IllegalArgumentException.class, () -> state.delete(path));
    }
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
