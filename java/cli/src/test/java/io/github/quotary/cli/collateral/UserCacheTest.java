package io.github.quotary.cli.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
  private static final Path HOME = Path.of("/home/user").toAbsolutePath();

  @Test
  void theFolderOfTheDesktopSpecification() {
    Path own = Path.of("/var/own").toAbsolutePath();
    assertEquals(HOME.resolve(".cache/quotary"), UserCache.folder(Map.of(), HOME));
    assertEquals(
        own.resolve("quotary"), UserCache.folder(Map.of("XDG_CACHE_HOME", own.toString()), HOME));
    for (String ignored : new String[] {"", "relative/path"}) {
      assertEquals(
          HOME.resolve(".cache/quotary"),
          UserCache.folder(Map.of("XDG_CACHE_HOME", ignored), HOME));
    }
  }
}
