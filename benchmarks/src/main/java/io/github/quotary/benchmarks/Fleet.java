package io.github.quotary.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.simulator.vector.VectorCatalogue;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Quotes of simulated hosts, each host with its own PCK certificate, PCK key and attestation key,
 * all under one set of collateral. No two quotes are equal.
 */
public final class Fleet {
  /** A smaller fleet has several quotes per host. */
  private static final int MIN_QUOTES = 64;

  private final List<ByteBuffer> quotes;
  private final Collateral collateral;
  private final TrustAnchor anchor;
  private final Instant at;

  private Fleet(List<ByteBuffer> quotes, Evidence evidence) {
    this.quotes = List.copyOf(quotes);
    this.collateral = Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
    this.anchor = TrustAnchor.of(evidence.rootPem().getBytes(US_ASCII));
    this.at = evidence.at();
  }

  /**
   * Creates a fleet; always the same bytes.
   *
   * @param hosts number of hosts
   * @param version of the quotes: 4 (TD report 1.0) or 5 (TD report 1.5)
   */
  public static Fleet of(int hosts, int version) {
    Simulator simulator = Simulator.seeded(VectorCatalogue.SEED);
    Scenario first = Scenario.upToDate(shape(version));
    List<ByteBuffer> quotes = new ArrayList<>();
    for (int i = 0; i < Math.max(hosts, MIN_QUOTES); i++) {
      Scenario scenario = withReportData(host(first, i % hosts), i);
      quotes.add(ByteBuffer.wrap(simulator.evidence(scenario).quote()).asReadOnlyBuffer());
    }
    return new Fleet(quotes, simulator.evidence(first));
  }

  private static QuoteShape shape(int version) {
    return switch (version) {
      case 4 -> QuoteShape.V4_TDX;
      case 5 -> QuoteShape.V5_TDX_15;
      default -> throw new IllegalArgumentException("Unsupported quote version: " + version);
    };
  }

  private static Scenario host(Scenario scenario, int host) {
    String attestationKey = "attestation of host " + host;
    return scenario
        .withPlatform(platform -> platform.withPpid(String.format("%032x", host)))
        .withPki(
            pki ->
                pki.withPck(
                    pki.pck()
                        .withKey("pck of host " + host)
                        .withSerial(BigInteger.ONE.shiftLeft(150).add(BigInteger.valueOf(host)))))
        .withQuotingEnclave(
            enclave -> enclave.withAttestationKey(attestationKey).withQuoteKey(attestationKey));
  }

  private static Scenario withReportData(Scenario scenario, int number) {
    return scenario.withTd(td -> td.with(TdField.REPORTDATA, String.format("%0128x", number)));
  }

  /** The quotes, read-only; as many as there are hosts, but at least 64. */
  public List<ByteBuffer> quotes() {
    return quotes;
  }

  /** Quote {@code i}, parsed. */
  Quote quote(int i) {
    return Quote.parse(quotes.get(i));
  }

  public Collateral collateral() {
    return collateral;
  }

  TrustAnchor anchor() {
    return anchor;
  }

  /** The time of verification. */
  public Instant at() {
    return at;
  }

  /**
   * A verifier with these parameters that has verified every quote once. Its caches and its
   * engine's tables are as large as so many hosts need.
   *
   * @throws IllegalStateException unless every verdict was {@link Verified}
   */
  public Verifier verifier(Engine engine, CacheLevel kept) {
    CacheLimits limits = kept.limits(quotes.size());
    return verifier(engine.make(EcdsaP256.tableBytes(limits.platforms())), limits);
  }

  /** The same with the caller's engine. */
  Verifier verifier(EcdsaP256 engine, CacheLevel kept) {
    return verifier(engine, kept.limits(quotes.size()));
  }

  private Verifier verifier(EcdsaP256 engine, CacheLimits limits) {
    Verifier verifier =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(anchor)
            .engine(engine)
            .cache(limits)
            .build();
    for (ByteBuffer quote : quotes) {
      requireVerified(verifier.verify(quote, collateral, at));
    }
    return verifier;
  }

  /** Otherwise a fast failure would look like a good result. */
  static void requireVerified(VerificationResult result) {
    if (!(result instanceof Verified)) {
      String reason =
          result instanceof Rejected rejected
              ? rejected.reason() + ": " + rejected.detail()
              : result.toString();
      throw new IllegalStateException("A quote of the benchmark was not verified: " + reason);
    }
  }
}
