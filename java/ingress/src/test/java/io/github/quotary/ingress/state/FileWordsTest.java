package io.github.quotary.ingress.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileWordsTest {
  @Test
  void aPathIsNotAllThatIsSaid() {
    assertEquals("/a: permission denied", FileWords.of(new AccessDeniedException("/a")));
    assertEquals("/a: no such file or directory", FileWords.of(new NoSuchFileException("/a")));
    assertEquals("/a: a file, not a directory", FileWords.of(new FileAlreadyExistsException("/a")));
  }

  @Test
  void whatIsSaidAlreadyIsLeftAsItIs() {
    assertEquals(
        "/a: No space left on device",
        FileWords.of(new FileSystemException("/a", null, "No space left on device")));
    assertEquals("why", FileWords.of(new IOException("why")));
    assertEquals("IOException", FileWords.of(new IOException()));
  }
}
