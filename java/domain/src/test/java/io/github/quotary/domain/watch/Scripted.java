package io.github.quotary.domain.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/** A watch over a script: the round to play is the first one not saved yet. */
final class Scripted {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Scripted() {}

  static long next(WatchState state) {
    NameState known = state.names().get(World.NAME);
    return known == null ? 0 : known.observations();
  }

  static WatchLoop loop(StateStore store, WatchRules rules, Script script, List<AlertSink> sinks) {
    return new WatchLoop(
        store,
        rules,
        List.of(
            new Watched(
                World.NAME,
                at ->
                    script
                        .round(next(store.state()))
                        .report()
                        .orElseThrow(() -> new IllegalStateException("connection refused")))),
        sinks,
        () -> script.round(next(store.state())).at(),
        nobody());
  }

  static WatchListener nobody() {
    return new WatchListener() {
      @Override
      public void observed(Observation seen, NameState after) {}

      @Override
      public void interrupted(String problem) {}

      @Override
      public void ended(WatchState state) {}
    };
  }

  /** The alert of a line; empty if the line was cut or has none. */
  static Optional<Alert> parse(String line) {
    try {
      return line.isBlank() ? Optional.empty() : Optional.of(AlertJson.read(JSON.readTree(line)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
