package io.github.quotary.tls.laboratory;

import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.identity.AttestedKeyManagerBuilder;
import io.github.quotary.tls.identity.EvidenceMaker;
import io.github.quotary.tls.identity.RenewalTimer;
import java.time.Clock;
import java.time.ZoneOffset;

/** Key managers of simulated TDs. */
public final class Identities {
  private Identities() {}

  /** A key manager of this TD, for localhost. */
  public static AttestedKeyManager of(SimulatedTd td) {
    return builder(td).start(RenewalTimer.never()).found().orElseThrow();
  }

  /** The same, to be changed. */
  public static AttestedKeyManagerBuilder builder(SimulatedTd td) {
    return AttestedKeyManager.builder(EvidenceMaker.interoperable(td))
        .dnsNames("localhost")
        .ipAddresses("127.0.0.1")
        .clock(Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC));
  }
}
