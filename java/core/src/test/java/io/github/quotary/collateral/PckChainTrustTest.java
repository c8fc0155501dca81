package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trusted chain is made by checks only, and by the same checks whatever is known before. */
class PckChainTrustTest {
  private static final Simulator SIMULATOR = Simulator.seeded(3);
  private static final Evidence GOOD = SIMULATOR.evidence(Scenario.upToDate());
  private static final EcdsaP256 ENGINE = EcdsaP256.bouncyCastle();

  private final KnownCertificates certificates = new KnownCertificates();

  private Outcome<AnchoredPckChain> parse(Evidence evidence, TrustAnchor anchor) {
    return AnchoredPckChain.parse(
        Quote.copyOf(evidence.quote()).signatureData().certificationData().data(),
        anchor,
        certificates);
  }

  private AnchoredPckChain chain(Evidence evidence) {
    return parse(evidence, Simulated.anchor(GOOD)).orElseThrow();
  }

  private static ParsedCollateral parsed(Evidence evidence) {
    return ParsedCollateral.parse(Simulated.collateral(evidence)).orElseThrow();
  }

  private static TrustedCollateral collateral(Evidence evidence) {
    return parsed(evidence).trust(Simulated.anchor(evidence), ENGINE).orElseThrow();
  }

  /** Trusted, with its CA certificates remembered, so that a later chain of theirs has the same. */
  private TrustedPckChain trusted() {
    TrustedPckChain chain = parsed(GOOD).trust(chain(GOOD), ENGINE).orElseThrow();
    certificates.add(chain.root());
    certificates.add(chain.issuers().intermediate());
    return chain;
  }

  private static @Nullable RejectReason reason(Outcome<?> outcome) {
    Rejection rejection = outcome.rejectionOrNull();
    return rejection == null ? null : rejection.reason();
  }

  @Test
  void aTrustedChainKnowsUnderWhatAndUntilWhen() {
    TrustedCollateral collateral = collateral(GOOD);
    TrustedPckChain chain = collateral.trust(chain(GOOD), ENGINE).orElseThrow();
    assertSame(collateral, chain.collateral());
    assertEquals(chain.chain().pck().orElseThrow(), chain.pck());
    assertEquals(chain.chain().root().orElseThrow(), chain.root());
    assertFalse(chain.validity().earliestExpiration().isAfter(chain.earliestNotAfter()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChainFault.class,
      names = {
        "ROGUE_BELOW_GENUINE_ROOT",
        "PCK_ISSUED_BY_ROOT",
        "PCK_SIGNED_BY_OTHER_KEY",
        "PCK_NAMES_OTHER_ISSUER",
        "INTERMEDIATE_SIGNED_BY_OTHER_KEY",
        "PCK_IN_PLACE_OF_INTERMEDIATE",
        "REISSUED_ROOT_IN_QUOTE"
      })
  void aSpoiltChainFailsAlikeOnEveryWay(ChainFault fault) {
    failsAlikeOnEveryWay(fault);
  }

  @ParameterizedTest
  @EnumSource(
      value = CrlFault.class,
      names = {"PCK_REVOKED", "INTERMEDIATE_REVOKED", "PCK_CRL_SIGNED_BY_OTHER_KEY"})
  void revocationFailsAlikeOnEveryWay(CrlFault fault) {
    failsAlikeOnEveryWay(fault);
  }

  /** Of new collateral, of trusted collateral, and of issuers that were found good before. */
  private void failsAlikeOnEveryWay(VectorSource fault) {
    TrustedIssuers issuers = trusted().issuers();
    Evidence bad = fault.evidence(SIMULATOR);
    AnchoredPckChain chain = chain(bad);
    RejectReason expected = reason(parsed(bad).trust(chain, ENGINE));
    assertNotEquals(null, expected);
    TrustedCollateral collateral = collateral(bad);
    assertEquals(expected, reason(collateral.trust(chain, ENGINE)));
    TrustedIssuers underBad =
        new TrustedIssuers(issuers.root(), issuers.intermediate(), collateral);
    boolean leafOnly = underBad.isOf(chain) && leafReasons().contains(expected);
    assertEquals(
        leafOnly || !underBad.isOf(chain) ? expected : null, reason(underBad.trust(chain, ENGINE)));
  }

  private static List<RejectReason> reasons(CheckList<PckChainChecks> checks) {
    List<RejectReason> reasons = new ArrayList<>();
    checks.none(result -> reasons.add(result.check()));
    return reasons;
  }

  private static List<RejectReason> leafReasons() {
    return reasons(PckChainChecks.LEAF_CHECKS);
  }

  /** Every check of a PCK certificate, in Intel's order; the others cannot look at it. */
  @Test
  void theListForKnownIssuersIsPartOfTheOne() {
    assertEquals(
        List.of(
            RejectReason.PCK_CHAIN_PCK_MISSING,
            RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER,
            RejectReason.PCK_CHAIN_PCK_REVOKED),
        leafReasons());
    List<RejectReason> inOrder = new ArrayList<>(reasons(PckChainChecks.CHECKS));
    assertEquals(15, inOrder.size());
    inOrder.retainAll(leafReasons());
    assertEquals(leafReasons(), inOrder);
  }

  /** A chain of others gains nothing from issuers that are good. */
  @Test
  void issuersSpeakForTheirOwnChainsOnly() {
    TrustedIssuers issuers = trusted().issuers();
    Evidence foreign = ChainFault.ROGUE_BELOW_GENUINE_ROOT.evidence(SIMULATOR);
    assertFalse(issuers.isOf(chain(foreign)));
    assertEquals(
        RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
        reason(issuers.trust(chain(foreign), ENGINE)));
    assertTrue(issuers.isOf(chain(GOOD)));
    assertNull(reason(issuers.trust(chain(GOOD), ENGINE)));
  }

  /** Trust in collateral is trust under one key; a chain under another does not share it. */
  @Test
  void theChainsAnchorMustBeTheCollaterals() {
    Evidence foreign = Simulator.seeded(4).evidence(Scenario.upToDate());
    AnchoredPckChain chain = parse(foreign, Simulated.anchor(foreign)).orElseThrow();
    assertEquals(RejectReason.ROOT_KEY_NOT_TRUSTED, reason(collateral(GOOD).trust(chain, ENGINE)));
    assertEquals(RejectReason.ROOT_KEY_NOT_TRUSTED, reason(parse(GOOD, Simulated.anchor(foreign))));
  }
}
