package io.github.quotary.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {
  @TempDir private Path folder;

  /** A stricter policy would not count otherwise, for as long as the other is absent. */
  @Test
  void aFileThatIsAbsentHidesNoChangeOfAnother() throws IOException {
    Path policy = Files.writeString(folder.resolve("b.json"), "{}");
    WatchedFiles files =
        new WatchedFiles(
            SettingsReader.read("{\"policies\":{\"a\":\"a.json\"}}".getBytes(UTF_8), folder),
            Optional.of(policy));
    assertFalse(files.haveChanged());
    Files.writeString(policy, "{\"identity\":\"waived\"}");
    assertTrue(files.haveChanged());
    Files.delete(policy);
    assertTrue(files.haveChanged());
  }
}
