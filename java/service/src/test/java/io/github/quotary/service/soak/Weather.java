package io.github.quotary.service.soak;

import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsFault.Content;
import java.time.Duration;
import java.util.function.Consumer;

/** What becomes of the service of collateral, of the clock and of the disk for a round. */
enum Weather {
  /** Nothing is cached, and somebody may have to wait too long for it. */
  BEGINNING(Duration.ZERO, pcs -> {}),
  FAIR(Duration.ZERO, pcs -> {}),
  REPLACED(Duration.ofHours(1), pcs -> {}),
  WITHDRAWN(Duration.ZERO, FakePcs::forgetPlatforms),
  HANGING(
      Duration.ofDays(2), pcs -> pcs.faultEverywhere(new PcsFault.Latency(Duration.ofSeconds(3)))),
  BROKEN(Duration.ofDays(2), pcs -> pcs.faultEverywhere(new PcsFault.Status(500))),
  REFUSING(Duration.ZERO, pcs -> pcs.faultEverywhere(new PcsFault.TooManyRequests("1"))),
  ENDLESS(Duration.ofDays(2), pcs -> pcs.faultEverywhere(new PcsFault.HugeBody(1L << 30))),
  FORGED(Duration.ofDays(2), pcs -> pcs.faultEverywhere(Content.WRONG_SIGNATURE)),
  FOREIGN(Duration.ofDays(2), pcs -> pcs.faultEverywhere(Content.WRONG_KEY)),
  OLDER(Duration.ofDays(2), pcs -> pcs.faultEverywhere(Content.OLDER_NUMBER)),
  DISK_FULL(Duration.ofDays(2), pcs -> {}),
  BEFORE_ITS_TIME(Duration.ofDays(-100), pcs -> {}),
  NEXT_YEAR(Duration.ofDays(400), pcs -> {}),
  LONG_GONE(Duration.ofDays(-20_000), pcs -> {});

  private final Duration clock;
  private final Consumer<FakePcs> change;

  Weather(Duration clock, Consumer<FakePcs> change) {
    this.clock = clock;
    this.change = change;
  }

  /** Where the clock stands, from when the evidence was made. */
  Duration clock() {
    return clock;
  }

  /** Whether every platform's collateral can be fetched, or is cached and in force. */
  boolean isFair() {
    return this == FAIR || this == REPLACED || this == DISK_FULL;
  }

  void begin(FakePcs pcs) {
    change.accept(pcs);
  }
}
