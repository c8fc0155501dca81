package io.github.quotary.spark.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.spark.config.CollateralSet;
import io.github.quotary.spark.config.VerifyOptions;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Quotes of simulated hosts under one set of collateral. */
public final class SparkFleet {
  private static final Simulator SIMULATOR = Simulator.seeded(7);

  private final List<byte[]> quotes;
  private final Evidence evidence;

  private SparkFleet(List<byte[]> quotes, Evidence evidence) {
    this.quotes = quotes;
    this.evidence = evidence;
  }

  /** A quote of each host; always the same bytes. */
  public static SparkFleet of(int hosts) {
    Scenario first = Scenario.upToDate(QuoteShape.V4_TDX);
    List<byte[]> quotes = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      quotes.add(SIMULATOR.evidence(host(first, i)).quote());
    }
    return new SparkFleet(quotes, SIMULATOR.evidence(first));
  }

  /** The name of a host's attestation key. */
  static String attestationKey(int host) {
    return "attestation of host " + host;
  }

  static Scenario host(Scenario scenario, int host) {
    String key = attestationKey(host);
    return scenario
        .withPlatform(platform -> platform.withPpid(String.format("%032x", host)))
        .withPki(
            pki ->
                pki.withPck(
                    pki.pck()
                        .withKey("pck of host " + host)
                        .withSerial(BigInteger.ONE.shiftLeft(150).add(BigInteger.valueOf(host)))))
        .withQuotingEnclave(enclave -> enclave.withAttestationKey(key).withQuoteKey(key))
        .withTd(td -> td.with(TdField.REPORTDATA, String.format("%0128x", host)));
  }

  /** The quotes, one of each host. */
  public List<byte[]> quotes() {
    return quotes;
  }

  /** The time of verification. */
  public Instant at() {
    return evidence.at();
  }

  /** The collateral, as JSON. */
  public byte[] collateralJson() {
    return evidence.collateralJson().getBytes(UTF_8);
  }

  /** The collateral. */
  public Collateral collateral() {
    return Collateral.fromJson(collateralJson());
  }

  /** The root, as PEM. */
  public byte[] root() {
    return evidence.rootPem().getBytes(UTF_8);
  }

  /** Options that verify the fleet: anybody's TD, at the fleet's time. */
  public VerifyOptions.Builder options() {
    return VerifyOptions.builder()
        .collateral(CollateralSet.ofJson(collateralJson(), "fleet.json"))
        .trustAnchor(root())
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .at(at());
  }
}
