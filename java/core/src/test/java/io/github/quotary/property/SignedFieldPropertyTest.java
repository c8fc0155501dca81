package io.github.quotary.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.policy.Violation;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * One bit of one field is changed, and everything signed anew: exactly the check that is meant for
 * the field finds it, and what no check is meant for changes nothing. An engine that reads a field
 * from a wrong place, or not at all, gives itself away.
 */
class SignedFieldPropertyTest {
  private static final String TRUSTED = "trusted";
  private static final Verifier VERIFIER = Simulated.verifier(Simulated.upToDate()).build();
  private static final Set<Integer> ALLOWED_ATTRIBUTES = Set.of(16, 27, 30, 31);

  @Provide
  Arbitrary<QuoteShape> tdShapes() {
    return Arbitraries.of(QuoteShape.class).filter(QuoteShape::isTdx);
  }

  @Provide
  Arbitrary<QuoteShape> enclaveShapes() {
    return Arbitraries.of(QuoteShape.class).filter(shape -> !shape.isTdx());
  }

  private static String verdict(VerificationResult result) {
    if (result instanceof Rejected rejected) {
      return rejected.reason().name();
    }
    Verified verified = (Verified) result;
    List<String> rules =
        verified.violations().stream().map(Violation::rule).distinct().sorted().toList();
    return verified.isTrusted() ? TRUSTED : String.join(" ", rules);
  }

  private static String verdict(Scenario scenario) {
    Evidence evidence = Simulated.evidence(scenario);
    return verdict(evidence, evidence.quote());
  }

  private static String verdict(Evidence evidence, byte[] quote) {
    return verdict(
        VERIFIER.verify(ByteBuffer.wrap(quote), Simulated.collateral(evidence), evidence.at()));
  }

  @Property(tries = 150)
  void aFieldOfATd(
      @ForAll("tdShapes") QuoteShape shape,
      @ForAll TdField field,
      @ForAll @IntRange(max = 511) int anyBit) {
    int bit = anyBit % (8 * field.length());
    Scenario scenario = Scenario.upToDate(shape).withTd(td -> td.withBitFlipped(field, bit));
    boolean absent = field.offset() >= shape.bodySize();
    assertEquals(absent ? TRUSTED : ofTd(field, bit), verdict(scenario), field + ", bit " + bit);
  }

  private static String ofTd(TdField field, int bit) {
    return switch (field) {
      case MRSIGNERSEAM, SEAMATTRIBUTES -> RejectReason.TDX_MODULE_MISMATCH.name();
      case TDATTRIBUTES -> ALLOWED_ATTRIBUTES.contains(bit) ? TRUSTED : "tdAttributes";
      case MRSERVICETD -> "mrServiceTd";
      case TEE_TCB_SVN -> ofTcb(bit, true);
      case TEE_TCB_SVN2 -> ofTcb(bit, false);
      default -> TRUSTED;
    };
  }

  /** The default is module 1.6 with loader 4; TDX_01 and TDX_03 exist, with levels 6, 4 and 2. */
  private static String ofTcb(int bit, boolean launch) {
    int[] svns = {6, 1, 4};
    if (bit / 8 < svns.length) {
      svns[bit / 8] ^= 1 << bit % 8;
    }
    if (svns[1] == 0) {
      return svns[0] >= 5 && svns[2] >= 4 ? TRUSTED : RejectReason.TCB_NOT_SUPPORTED.name();
    }
    if (svns[1] != 1 && svns[1] != 3) {
      return launch
          ? RejectReason.TDX_MODULE_MISMATCH.name()
          : RejectReason.TCB_NOT_SUPPORTED.name();
    }
    if (svns[2] < 4 || svns[0] < 2) {
      return RejectReason.TCB_NOT_SUPPORTED.name();
    }
    if (!launch || svns[0] >= 6) {
      return TRUSTED;
    }
    return svns[0] < 4 ? RejectReason.TCB_REVOKED.name() : "tcbStatus";
  }

  @Property(tries = 80)
  void aFieldOfAnEnclave(
      @ForAll("enclaveShapes") QuoteShape shape,
      @ForAll EnclaveField field,
      @ForAll @IntRange(max = 767) int anyBit) {
    int bit = anyBit % (8 * field.length());
    Scenario scenario = Scenario.upToDate(shape).withEnclave(e -> e.withBitFlipped(field, bit));
    String expected = field == EnclaveField.ATTRIBUTES && bit == 1 ? "debug" : TRUSTED;
    assertEquals(expected, verdict(scenario), field + ", bit " + bit);
  }

  /** The mask of the identity leaves out bit 2 of the flags and everything of XFRM. */
  @Property(tries = 120)
  void aFieldOfTheQuotingEnclave(
      @ForAll QuoteShape shape,
      @ForAll EnclaveField field,
      @ForAll @IntRange(max = 767) int anyBit) {
    int bit = anyBit % (8 * field.length());
    Scenario scenario =
        Scenario.upToDate(shape)
            .withQuotingEnclave(qe -> qe.withReport(qe.report().withBitFlipped(field, bit)));
    String expected =
        switch (field) {
          case MISCSELECT, MRSIGNER, ISVPRODID -> RejectReason.QE_IDENTITY_MISMATCH.name();
          case ATTRIBUTES ->
              bit == 2 || bit >= 64 ? TRUSTED : RejectReason.QE_IDENTITY_MISMATCH.name();
          // 8 is the highest level; without that bit nothing is left.
          case ISVSVN -> bit == 3 ? RejectReason.TCB_NOT_SUPPORTED.name() : TRUSTED;
          default -> TRUSTED;
        };
    assertEquals(expected, verdict(scenario), field + ", bit " + bit);
  }

  /** Without signing anew, what is signed by the key above is blamed, in Intel's order. */
  @Property(tries = 250)
  void aBitThatIsNotSignedAnew(
      @ForAll QuoteShape shape,
      @ForAll UnsignedPart part,
      @ForAll @IntRange(max = 4095) int anyBit) {
    QuoteBytes quote = QuoteBytes.of(shape);
    int bit = anyBit % (8 * part.length());
    int offset = part.offset(quote) + bit / 8;
    byte[] flipped = quote.flip(offset, 1 << bit % 8).bytes();
    assertEquals(
        part.expected(), verdict(Simulated.upToDate(shape), flipped), part + ", bit " + bit);
  }

  /** The parts of a quote that no field of a scenario reaches. */
  enum UnsignedPart {
    HEADER_RESERVED(4, RejectReason.QUOTE_INVALID_SIGNATURE),
    USER_DATA(20, RejectReason.QUOTE_INVALID_SIGNATURE),
    BODY_END(64, RejectReason.QUOTE_INVALID_SIGNATURE),
    QUOTE_SIGNATURE(64, RejectReason.QUOTE_INVALID_SIGNATURE),
    ATTESTATION_KEY(64, RejectReason.QE_REPORT_INVALID_DATA),
    QE_REPORT(384, RejectReason.QE_REPORT_INVALID_SIGNATURE),
    QE_REPORT_SIGNATURE(64, RejectReason.QE_REPORT_INVALID_SIGNATURE),
    QE_AUTH_DATA(32, RejectReason.QE_REPORT_INVALID_DATA);

    private final int length;
    private final RejectReason expected;

    UnsignedPart(int length, RejectReason expected) {
      this.length = length;
      this.expected = expected;
    }

    int length() {
      return length;
    }

    String expected() {
      return expected.name();
    }

    int offset(QuoteBytes quote) {
      return switch (this) {
        case HEADER_RESERVED -> 8;
        case USER_DATA -> 28;
        case BODY_END -> quote.authSize() - length;
        case QUOTE_SIGNATURE -> quote.auth();
        case ATTESTATION_KEY -> quote.auth() + 64;
        case QE_REPORT -> quote.qe();
        case QE_REPORT_SIGNATURE -> quote.qe() + 384;
        case QE_AUTH_DATA -> quote.qe() + 450;
      };
    }
  }
}
