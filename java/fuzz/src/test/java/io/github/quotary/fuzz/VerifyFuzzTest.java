package io.github.quotary.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.report.VerdictText;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifying never throws, and what verifies is what was signed: header, body, attestation key and
 * the quoting enclave's report of one of the good quotes. The rest of a quote (the length of its
 * authentication data where a layout leaves it open, PEM's white space, bytes after the quote, the
 * s of a signature) may differ.
 */
class VerifyFuzzTest {
  private static final int BODY_TYPE = 48;

  private record Site(Evidence evidence, Collateral collateral, Verifier verifier) {}

  private static final Map<QuoteShape, Site> SITES = sites();

  private static Map<QuoteShape, Site> sites() {
    Map<QuoteShape, Site> sites = new EnumMap<>(QuoteShape.class);
    for (QuoteShape shape : Seeds.shapes()) {
      Evidence evidence = Seeds.evidence(shape);
      sites.put(
          shape,
          new Site(
              evidence,
              Collateral.fromJson(Seeds.utf8(evidence.collateralJson())),
              verifier(
                  evidence, shape.hasDescriptor() ? QvlGeneration.V1_27 : QvlGeneration.V1_26)));
    }
    return sites;
  }

  private static Verifier verifier(Evidence evidence, QvlGeneration generation) {
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(Seeds.utf8(evidence.rootPem())))
        .generation(generation)
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .build();
  }

  static Stream<byte[]> seeds() {
    return Seeds.shapes().stream().map(shape -> Seeds.evidence(shape).quote());
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    Site site =
        SITES.values().stream()
            .filter(other -> isLike(input, other.evidence.quote()))
            .findFirst()
            .orElse(SITES.get(QuoteShape.V4_TDX));
    check(input, site);
  }

  /** Of one version and TEE type. */
  private static boolean isLike(byte[] input, byte[] quote) {
    if (input.length <= BODY_TYPE) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if (i != 2 && i != 3 && input[i] != quote[i]) {
        return false;
      }
    }
    return quote[0] != 5 || input[BODY_TYPE] == quote[BODY_TYPE];
  }

  private static void check(byte[] input, Site site) {
    VerificationResult result = site.verifier.verify(input, site.collateral, site.evidence.at());
    FullReport report =
        site.verifier.report(ByteBuffer.wrap(input), site.collateral, site.evidence.at());
    assertEquals(result.toString(), report.result().toString());
    VerdictText.of(report.checks());
    if (result instanceof Verified verified) {
      Quote good = Quote.copyOf(site.evidence.quote());
      Quote taken = verified.verifiedQuote();
      assertEquals(good.id(), taken.id());
      assertEquals(good.signatureData().attestationKey(), taken.signatureData().attestationKey());
      assertEquals(
          good.signatureData().qeReport().reportData(),
          taken.signatureData().qeReport().reportData());
      assertEquals(
          good.signatureData().qeReport().mrEnclave(),
          taken.signatureData().qeReport().mrEnclave());
    }
    if (Quote.tryParse(ByteBuffer.wrap(input)) instanceof QuoteParse.Parsed parsed) {
      assertEquals(parsed.quote().id(), Quote.copyOf(input).id());
    }
  }
}
