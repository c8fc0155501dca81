package io.github.quotary.pcs.document;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.client.RetryPolicy;
import io.github.quotary.pki.CaType;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;

/** Simulated platforms, and clients of a fake service that knows them. */
public final class Platforms {
  public static final long SEED = 7;
  public static final Scenario TDX = Scenario.upToDate();
  public static final Scenario SGX = Scenario.upToDate(QuoteShape.V3_SGX).withCa(PckCa.PROCESSOR);
  public static final Clock CLOCK = Clock.fixed(TDX.at(), ZoneOffset.UTC);
  public static final RetryPolicy AT_ONCE =
      new RetryPolicy(3, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));

  private Platforms() {}

  /** The n-th of many TDX platforms, each of its own family. */
  public static Scenario tdx(int n) {
    return TDX.withPlatform(p -> p.withFmspc(String.format("0000000000%02x", n)));
  }

  public static CollateralKey key(Scenario scenario) {
    return new CollateralKey(
        Measurement.fromHex(scenario.platform().fmspc()),
        CaType.valueOf(scenario.pki().intermediate().key().toUpperCase(Locale.ROOT)),
        TeeType.valueOf(scenario.tcbInfo().id()));
  }

  public static DocumentKey tcbInfo(Scenario scenario) {
    return DocumentKey.of(key(scenario), TcbUpdate.STANDARD).get(0);
  }

  public static DocumentKey qeIdentity(Scenario scenario) {
    return DocumentKey.of(key(scenario), TcbUpdate.STANDARD).get(1);
  }

  public static DocumentKey pckCrl(Scenario scenario) {
    return DocumentKey.of(key(scenario), TcbUpdate.STANDARD).get(2);
  }

  public static TrustAnchor anchor(FakePcs pcs) {
    return TrustAnchor.of(pcs.evidence(TDX).rootPem().getBytes(StandardCharsets.US_ASCII));
  }

  /** A client that tries three times, without pauses. */
  public static PcsClient.Builder client(FakePcs... services) {
    PcsClient.Builder builder =
        PcsClient.builder()
            .clock(CLOCK)
            .trustAnchor(anchor(services[0]))
            .pauseAfterOutage(Duration.ZERO)
            .retryPolicy(AT_ONCE);
    for (FakePcs service : services) {
      builder.endpoint(PcsEndpoint.of(service.base()));
    }
    return builder;
  }
}
