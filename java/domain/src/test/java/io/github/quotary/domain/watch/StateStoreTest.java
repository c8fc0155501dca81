package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateStoreTest {
  @TempDir private Path folder;

  private static WatchState some() {
    return WatchState.empty().after(new World().see(), WatchRules.usual(), Set.of("lines"));
  }

  private void save(WatchState state) throws IOException {
    try (StateStore store = StateStore.open(folder)) {
      store.commit(state);
    }
  }

  private WatchState load() throws IOException {
    try (StateStore store = StateStore.open(folder)) {
      return store.state();
    }
  }

  @Test
  void aSavedStateIsLoadedAgain() throws IOException {
    assertEquals(WatchState.empty(), load());
    save(some());
    assertEquals(some(), load());
  }

  @Test
  void twoWatchesDoNotShareAState() throws IOException {
    try (StateStore store = StateStore.open(folder)) {
      store.commit(some());
      IOException refusal = assertThrows(IOException.class, () -> StateStore.open(folder));
      assertTrue(refusal.getMessage().contains("another watch"), refusal::getMessage);
    }
    assertEquals(some(), load());
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "half", "written", "moved"})
  void anEndAtAnyStepLeavesTheOldOrTheNewState(String end) throws IOException {
    save(some());
    WatchState next =
        some()
            .after(
                Observation.faulty("b", World.START, "x", Optional.empty()),
                WatchRules.usual(),
                Set.of());
    try (StateStore store =
        StateStore.open(
            folder,
            step -> {
              if (step.equals(end)) {
                throw new IllegalStateException(step);
              }
            })) {
      assertThrows(IllegalStateException.class, () -> store.commit(next));
    }
    assertEquals(end.equals("moved") ? next : some(), load());
  }

  @Test
  void aDamagedStateIsRejectedNotDiscarded() throws IOException {
    save(some());
    Path file = folder.resolve("state.json");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 97) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      IOException refusal = assertThrows(IOException.class, this::load);
      assertTrue(refusal.getMessage().contains("move it away"), refusal::getMessage);
    }
    Files.write(file, new byte[0]);
    assertThrows(IOException.class, this::load);
  }

  @Test
  void aStateWithATimeThatIsNoneIsNotValid() {
    String json = StateJson.write(some());
    String time = World.START.toString();
    assertTrue(json.contains(time), json);
    byte[] other = json.replace(time, "yesterday").getBytes(StandardCharsets.UTF_8);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StateJson.read(other));
    assertEquals("not a valid time", e.getMessage());
  }

  /** A watch that ended at a full disk would miss everything after it. */
  @Test
  void aRoundThatCannotBeSavedIsToldAndTheNextOneTriesAgain() throws IOException {
    List<String> told = new ArrayList<>();
    WatchListener listener =
        new WatchListener() {
          @Override
          public void observed(Observation seen, NameState after) {
            told.add("observed");
          }

          @Override
          public void interrupted(String problem) {
            told.add(problem);
          }

          @Override
          public void ended(WatchState state) {
            told.add("ended");
          }
        };
    AtomicBoolean isFull = new AtomicBoolean(true);
    StateStore.Steps steps =
        new StateStore.Steps() {
          @Override
          public void reached(String step) {}

          @Override
          public void force(FileChannel channel) throws IOException {
            if (isFull.get()) {
              throw new IOException("no space left");
            }
          }
        };
    List<Watched> names = List.of(new Watched(World.NAME, at -> new World().report()));
    try (StateStore store = StateStore.open(folder, steps)) {
      WatchLoop loop =
          new WatchLoop(store, WatchRules.usual(), names, List.of(), () -> World.START, listener);
      assertThrows(
          InterruptedException.class,
          () ->
              loop.run(
                  Duration.ofMinutes(1),
                  time -> {
                    if (!isFull.getAndSet(false)) {
                      throw new InterruptedException();
                    }
                  }));
    }
    assertEquals(List.of("no space left", "observed", "ended"), told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "state.json.next"})
  void aLinkInItsFolderIsNotWrittenThrough(String name) throws IOException {
    save(some());
    Path thesis = Files.writeString(folder.resolve("thesis"), "years of work");
    Files.deleteIfExists(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), thesis);
    assertThrows(IOException.class, () -> save(some()));
    assertEquals("years of work", Files.readString(thesis));
  }
}
