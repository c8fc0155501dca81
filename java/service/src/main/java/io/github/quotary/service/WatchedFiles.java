package io.github.quotary.service;

import io.github.quotary.service.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Files that are read again when they change, known by size and time of change. Thread-safe. */
final class WatchedFiles {
  private final Optional<Path> policy;
  private Set<Path> files = Set.of();
  private Map<Path, String> seen = Map.of();

  WatchedFiles(Settings settings, Optional<Path> policy) {
    this.policy = policy;
    watch(settings);
  }

  /** Watches the files of these settings, as they are now. */
  synchronized void watch(Settings settings) {
    Set<Path> all = new LinkedHashSet<>(settings.policies().values());
    policy.ifPresent(all::add);
    settings.file().ifPresent(all::add);
    settings.earKey().ifPresent(all::add);
    settings.domains().policy().ifPresent(all::add);
    settings
        .tls()
        .ifPresent(
            tls -> {
              all.add(tls.certificate());
              all.add(tls.key());
              tls.clientAuthorities().ifPresent(all::add);
            });
    files = all;
    seen = look();
  }

  /** Whether one has changed since it was watched, or since this was asked last. */
  synchronized boolean haveChanged() {
    Map<Path, String> now = look();
    boolean isChanged = !now.equals(seen);
    seen = now;
    return isChanged;
  }

  private Map<Path, String> look() {
    Map<Path, String> found = new TreeMap<>();
    for (Path file : files) {
      try {
        found.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
      } catch (IOException e) {
        found.put(file, "absent");
      }
    }
    return found;
  }
}
