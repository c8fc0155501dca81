package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An ingress is killed with SIGKILL while it gets its first certificate, renews it, changes its
 * locks, and exchanges what it serves. {@code -Dquotary.ingress.kills=100} kills it that often;
 * {@code -Dquotary.ingress.seed=N} chooses other moments.
 */
@Tag("any-jdk")
class KillTest {
  private static final int KILLS = Integer.getInteger("quotary.ingress.kills", 6);
  private static final long SEED = Long.getLong("quotary.ingress.seed", 12);

  @TempDir private Path folder;

  @Test
  void afterAKillTheNextProcessServesLocksAndAttests() throws Exception {
    try (KillRun run = KillRun.start(folder, SEED)) {
      int kills = 0;
      while (kills < KILLS) {
        kills += run.act();
      }
      run.summary().forEach(System.out::println);
      assertEquals(0, run.wrong().size(), () -> String.join("\n", run.wrong()));
    }
  }
}
