package io.github.quotary.cli.collateral;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for what was fetched, if the user names no other: {@code quotary} in {@code
 * $XDG_CACHE_HOME}, or in {@code ~/.cache}.
 *
 * <p>Source: XDG Base Directory Specification, which ignores a path that is not absolute.
 */
final class UserCache {
  private UserCache() {}

  static Path folder() {
    return folder(System.getenv(), Path.of(System.getProperty("user.home", "")));
  }

  static Path folder(Map<String, String> environment, Path home) {
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".cache"))
        .resolve("quotary");
  }
}
