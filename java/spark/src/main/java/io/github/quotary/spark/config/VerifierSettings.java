package io.github.quotary.spark.config;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tcb.QvlGeneration;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * All that determines a verifier but its collateral, in a form that goes to executors and tells
 * verifiers apart. Immutable.
 *
 * @param policyJson the policy
 * @param trustAnchorHex the root's certificate, PEM or DER, in hexadecimal; empty for Intel's root
 * @param generation the generation of Intel's QVL, such as {@code V1_27}
 * @param engine {@code auto}, {@code java}, {@code bc}, {@code native}, {@code native:TIER} or
 *     {@code vector}
 * @param hosts how many platforms are cached
 */
public record VerifierSettings(
    String policyJson, String trustAnchorHex, String generation, String engine, int hosts)
    implements Serializable {
  private static final int MAX_HOSTS = 10_000_000;

  /** Checks the number of hosts. */
  public VerifierSettings {
    if (hosts < 1 || hosts > MAX_HOSTS) {
      throw new IllegalArgumentException("hosts must be between 1 and 10000000, not " + hosts);
    }
  }

  /** The policy. */
  public QuotePolicy policy() {
    return QuotePolicy.fromJson(policyJson.getBytes(StandardCharsets.UTF_8));
  }

  /** The root that quotes must lead to. */
  public TrustAnchor trustAnchor() {
    return trustAnchorHex.isEmpty()
        ? TrustAnchor.intelSgxRootCa()
        : TrustAnchor.of(HexFormat.of().parseHex(trustAnchorHex));
  }

  /** The generation. */
  public QvlGeneration qvlGeneration() {
    return QvlGeneration.valueOf(generation);
  }

  /** The same for every policy: verifiers that differ in it alone share their caches. */
  public VerifierSettings withoutPolicy() {
    return new VerifierSettings("", trustAnchorHex, generation, engine, hosts);
  }
}
