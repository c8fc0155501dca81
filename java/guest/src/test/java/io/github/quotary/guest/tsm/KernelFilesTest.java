package io.github.quotary.guest.tsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attribute is read as far as it may be, however long it is. */
class KernelFilesTest {
  @TempDir private Path folder;

  @Test
  void noMoreIsReadThanMayBe() throws IOException {
    Path attribute = Files.write(folder.resolve("outblob"), new byte[50_000]);
    KernelFiles files = new KernelFiles();
    for (int most : new int[] {1, 8191, 8192, 8193, 20_000, 50_000}) {
      assertEquals(most, files.read(attribute, most).length);
    }
    assertEquals(50_000, files.read(attribute, 1 << 20).length);
  }
}
