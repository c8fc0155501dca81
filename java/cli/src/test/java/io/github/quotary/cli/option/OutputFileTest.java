package io.github.quotary.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command writes where it was told to. */
class OutputFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("report");
    OutputFile.write(file, "one");
    Path other = Files.createLink(folder.resolve("hard"), file);
    OutputFile.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals("one", Files.readString(other));
    assertEquals(List.of("hard", "report"), names());
  }

  @Test
  void ofAFailureTheOldFileIsLeft() throws IOException {
    Path file = Files.createDirectory(folder.resolve("report"));
    Files.writeString(file.resolve("inside"), "kept");
    assertThrows(UnwrittenException.class, () -> OutputFile.write(file, "two"));
    assertEquals("kept", Files.readString(file.resolve("inside")));
    assertEquals(List.of("report"), names());
  }

  @Test
  void aLinkOfTheUsersOwnIsFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "one");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    OutputFile.write(link, "two");
    assertEquals("two", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
  }

  /** Only root can make a link that is another user's. */
  @Test
  void aLinkOfAnotherUserIsRefused() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
    UserPrincipal nobody =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.getFileAttributeView(
            link, java.nio.file.attribute.FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(nobody);
    String message =
        String.valueOf(
            assertThrows(UnwrittenException.class, () -> OutputFile.write(link, "theirs"))
                .getMessage());
    assertTrue(message.contains("a link that nobody made"), message);
    assertEquals("mine", Files.readString(victim));
  }
}
