package io.github.quotary.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.BrokenParts;
import io.github.quotary.simulator.BrokenParts.Part;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Jdk;
import io.github.quotary.simulator.QuoteReader;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.vector.TestVector;
import io.github.quotary.simulator.vector.VectorWriter;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults and oddities do what they say, and break no signature but those they are about. */
class VariationTest {
  private static final Simulator SIMULATOR = Simulator.seeded(7);

  /** The variations that are about a signature; every other leaves all of them valid. */
  private static final Map<Variation, Part> ABOUT_A_SIGNATURE = new HashMap<>();

  static {
    about(
        Part.QUOTE,
        QuoteFault.SIGNATURE_FLIPPED,
        QuoteFault.SIGNATURE_ZERO,
        QuoteFault.SIGNATURE_R_IS_ORDER,
        QuoteFault.SIGNED_BY_OTHER_KEY,
        QuoteFault.REPORT_DATA_EDITED,
        QuoteFault.USER_DATA_EDITED,
        QuoteFault.ATTESTATION_KEY_OFF_CURVE,
        QuoteFault.ATTESTATION_KEY_ZERO);
    about(
        Part.QE_REPORT,
        QuoteFault.QE_REPORT_SIGNATURE_FLIPPED,
        QuoteFault.QE_REPORT_SIGNATURE_ZERO,
        QuoteFault.QE_REPORT_SIGNED_BY_OTHER_KEY,
        QuoteFault.QE_REPORT_EDITED,
        ChainFault.NOT_PEM);
    about(
        Part.BINDING,
        QuoteFault.QE_REPORT_DATA_UNBOUND,
        QuoteFault.QE_REPORT_DATA_UNCOMPRESSED_POINT,
        QuoteFault.QE_AUTH_DATA_EDITED);
    about(
        Part.CERTIFICATES,
        ChainFault.ROGUE_BELOW_GENUINE_ROOT,
        ChainFault.PCK_SIGNED_BY_OTHER_KEY,
        ChainFault.INTERMEDIATE_SIGNED_BY_OTHER_KEY,
        ChainFault.TCB_SIGNER_SIGNED_BY_OTHER_KEY);
    about(
        Part.PCK_CRL,
        CrlFault.PCK_CRL_SIGNED_BY_OTHER_KEY,
        CrlFault.PCK_CRL_IS_ROOT_CRL,
        CrlFault.PCK_CRL_GARBAGE);
    about(Part.ROOT_CRL, CrlFault.ROOT_CRL_SIGNED_BY_OTHER_KEY);
    about(
        Part.TCB_INFO,
        TcbInfoFault.SIGNATURE_FLIPPED,
        TcbInfoFault.SIGNATURE_ZERO,
        TcbInfoFault.SIGNED_BY_OTHER_KEY,
        TcbInfoFault.STATUS_EDITED,
        TcbInfoFault.REFORMATTED,
        TcbInfoFault.EMPTY_TEXT);
    about(
        Part.QE_IDENTITY,
        QeIdentityFault.SIGNATURE_FLIPPED,
        QeIdentityFault.SIGNATURE_ZERO,
        QeIdentityFault.SIGNED_BY_OTHER_KEY,
        QeIdentityFault.STATUS_EDITED,
        QeIdentityFault.REFORMATTED,
        QeIdentityFault.EMPTY_TEXT);
  }

  private static void about(Part part, Variation... variations) {
    for (Variation variation : variations) {
      ABOUT_A_SIGNATURE.put(variation, part);
    }
  }

  static Stream<Variation> readable() {
    return Stream.concat(Fault.all().stream(), Arrays.stream(Oddity.values()))
        .filter(variation -> !(variation instanceof LayoutFault));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void breaksOnlyTheSignatureItIsAbout(Variation variation) throws GeneralSecurityException {
    Part part = ABOUT_A_SIGNATURE.get(variation);
    Set<Part> expected = part == null ? EnumSet.noneOf(Part.class) : EnumSet.of(part);
    assertEquals(expected, BrokenParts.of(variation.evidence(SIMULATOR)));
  }

  /** Headers and descriptors are changed before signing, so the format alone is to blame. */
  @ParameterizedTest
  @EnumSource
  void layoutFaultsLeaveSignaturesValid(LayoutFault fault) throws GeneralSecurityException {
    Evidence evidence = fault.evidence(SIMULATOR);
    assertEquals(Set.of(), BrokenParts.ofCollateral(evidence));
    byte[] soundQuote = SIMULATOR.evidence(fault.definition().base()).quote();
    byte[] quote = evidence.quote();
    assertFalse(Arrays.equals(soundQuote, quote));
    if (quote.length == soundQuote.length) {
      QuoteReader sound = new QuoteReader(soundQuote);
      int signature = sound.authentication();
      assertTrue(
          Jdk.verifies(
              Jdk.key(sound.attestationKey()),
              Arrays.copyOf(quote, sound.signedSize()),
              Arrays.copyOfRange(quote, signature, signature + 64)));
    }
  }

  @ParameterizedTest
  @MethodSource("readable")
  void changesTheEvidence(Variation variation) {
    TestVector sound =
        new TestVector(
            "", "", SIMULATOR.evidence(variation.definition().base()), variation.expectation());
    TestVector varied =
        new TestVector("", "", variation.evidence(SIMULATOR), variation.expectation());
    Map<String, byte[]> before = VectorWriter.files(sound);
    Map<String, byte[]> after = VectorWriter.files(varied);
    assertTrue(
        before.keySet().stream()
            .anyMatch(file -> !Arrays.equals(before.get(file), after.get(file))));
  }

  @Test
  void severalAtOnce() throws GeneralSecurityException {
    Evidence evidence =
        Variation.evidence(
            SIMULATOR,
            Scenario.upToDate(),
            QuoteFault.SIGNATURE_FLIPPED,
            TcbInfoFault.STATUS_EDITED,
            CrlFault.PCK_REVOKED);
    assertEquals(EnumSet.of(Part.QUOTE, Part.TCB_INFO), BrokenParts.of(evidence));
    assertEquals(1, Jdk.crl(evidence.pckCrl()).getRevokedCertificates().size());
  }

  @Test
  void idsAreUniqueAndNothingTrustedIsRejected() {
    Set<String> ids = new HashSet<>();
    for (VectorSource source : VectorSource.all()) {
      assertTrue(ids.add(source.id()), source.id());
      assertTrue(source.id().matches("[a-z0-9-]+"), source.id());
      Expectation expectation = source.expectation();
      if (expectation.trusted() && expectation.quotary() == null) {
        assertTrue(expectation.g2() instanceof Verdict.Verified, source.id());
      }
    }
    assertEquals("crl-pck-revoked", CrlFault.PCK_REVOKED.id());
    assertEquals("tcb-info-expired", TcbInfoFault.EXPIRED.id());
  }
}
