package io.github.quotary.architecture.planted.verify;

import java.time.Clock;

/** Chooses a clock. */
final class VerifierBuilder {
  Clock clock = Clock.systemUTC();
}
