package io.github.quotary.cli.option;

import io.github.quotary.evidence.input.Instants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The time of verification. */
public final class TimeOption {
  @Option(
      names = "--at",
      paramLabel = "INSTANT|DATE|EPOCH",
      description =
          "Time of verification: 2026-08-20T00:00:00Z, 2026-08-20 (midnight UTC), or seconds since"
              + " 1970. Default: now.")
  private @Nullable String at;

  /** The time, if one was given. */
  public Optional<Instant> given() {
    return Optional.ofNullable(at).map(Instants::parse);
  }

  /** A fixed clock at the given time; the other clock if no time was given. */
  public Clock clock(Supplier<Clock> other) {
    return given().map(TimeOption::at).orElseGet(other);
  }

  /** A fixed clock. */
  public static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  /** The current time in whole seconds, as in reports. */
  public static Clock seconds() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }
}
