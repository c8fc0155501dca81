package io.github.quotary.qvl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.qvl.CrossCheckResult.Agree;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.supplemental.SupplementalData;
import io.github.quotary.supplemental.SupplementalStruct;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrossCheckTest {
  private static final Evidences SOUND = Evidences.of(Outcome.OUT_OF_DATE);

  private static QvlVerdict ours() {
    return QvlVerdict.of(SOUND.verify(SOUND.at()));
  }

  private static CrossCheckResult compare(QvlVerdict theirs) {
    return CrossCheck.compare(SOUND.verify(SOUND.at()), theirs, SOUND.collateral(), SOUND.at());
  }

  private static Difference only(CrossCheckResult result) {
    List<Difference> differences = assertInstanceOf(Differ.class, result).differences();
    assertEquals(1, differences.size(), differences.toString());
    return differences.get(0);
  }

  @Test
  void agreesWithItself() {
    assertInstanceOf(Agree.class, compare(ours()));
  }

  /** Fields that Intel leaves at zero or truncates are not differences. */
  @Test
  void agreesWithSupplementalDataAsIntelFillsIt() {
    byte[] struct = ours().supplemental().orElseThrow().toStruct();
    ByteBuffer intels = ByteBuffer.wrap(struct).order(ByteOrder.LITTLE_ENDIAN);
    intels.put(135, (byte) 0).putInt(136, 0).putInt(656, 0);
    assertInstanceOf(Agree.class, compare(with(SupplementalStruct.decode(struct))));
  }

  private static QvlVerdict with(SupplementalData data) {
    QvlVerdict ours = ours();
    return new QvlVerdict(
        ours.returnCode(),
        ours.statusOrNull(),
        ours.expired(),
        ours.advisoryIds(),
        ours.tcbDateOrNull(),
        null,
        data);
  }

  @Test
  void namesTheFieldOfSupplementalDataThatDiffers() {
    int[] offsets = {
      8, 16, 24, 32, 40, 44, 48, 52, 100, 116, 132, 134, 140, 624, 632, 640, 648, 664
    };
    for (int offset : offsets) {
      byte[] struct = ours().supplemental().orElseThrow().toStruct();
      struct[offset] ^= 1;
      Difference difference = only(compare(with(SupplementalStruct.decode(struct))));
      assertTrue(difference.known().isEmpty(), difference.toString());
    }
  }

  @Test
  void reportsADifferentStatusDateOrAdvisories() {
    QvlVerdict ours = ours();
    QvlVerdict other =
        QvlVerdict.recordedStatus(
            TcbStatus.UP_TO_DATE,
            ours.expired(),
            List.of("INTEL-SA-99999"),
            ours.tcbDate().orElseThrow().plusSeconds(1));
    Differ differ = assertInstanceOf(Differ.class, compare(other));
    assertEquals(
        List.of("tcbStatus", "advisoryIds", "tcbDate"),
        differ.differences().stream().map(Difference::what).toList());
    assertFalse(differ.isKnown());
  }

  @Test
  void reportsARejection() {
    QvlVerdict rejected =
        QvlVerdict.recordedRejection("SGX_QL_TCB_REVOKED", "quote", "STATUS_TCB_REVOKED");
    Difference difference = only(compare(rejected));
    assertEquals("returnCode: ours SGX_QL_SUCCESS, Intel's SGX_QL_TCB_REVOKED", "" + difference);
  }

  @Test
  void comparesTheFailedStepIfKnown() {
    Evidences revoked = Evidences.of(CrlFault.PCK_REVOKED);
    var ours = revoked.verify(revoked.at());
    QvlVerdict same = QvlVerdict.of(ours);
    Instant at = revoked.at();
    assertInstanceOf(Agree.class, CrossCheck.compare(ours, same, revoked.collateral(), at));
    QvlVerdict untold = QvlVerdict.rejected(same.returnCode(), null);
    assertInstanceOf(Agree.class, CrossCheck.compare(ours, untold, revoked.collateral(), at));
    QvlVerdict later =
        QvlVerdict.recordedRejection(same.returnCode().name(), "quote", "STATUS_PCK_REVOKED");
    Differ differ =
        assertInstanceOf(Differ.class, CrossCheck.compare(ours, later, revoked.collateral(), at));
    assertEquals(
        List.of("stage", "qvlStatus"),
        differ.differences().stream().map(Difference::what).toList());
  }

  /** An expired revocation list: Intel's flag overlooks it, and that is known. */
  @Test
  void knowsIntelsExpirationFlag() {
    var sound = assertInstanceOf(Verified.class, SOUND.verify(SOUND.at()));
    var statements = sound.platform().collateral();
    Instant afterAll =
        statements.tcbInfo().nextUpdate().isAfter(statements.qeIdentity().nextUpdate())
            ? statements.tcbInfo().nextUpdate().plus(1, ChronoUnit.DAYS)
            : statements.qeIdentity().nextUpdate().plus(1, ChronoUnit.DAYS);
    var expired = SOUND.verify(afterAll);
    QvlVerdict same = QvlVerdict.of(expired);
    assertTrue(same.expired());
    QvlVerdict wrong = withoutTcbDate(same, false);
    Difference unknown = only(CrossCheck.compare(expired, wrong, SOUND.collateral(), afterAll));
    assertEquals(Optional.empty(), unknown.known(), "Intel's flag would be set here");

    Instant lastSecond = statements.tcbInfo().nextUpdate();
    var current = SOUND.verify(lastSecond);
    QvlVerdict ours = QvlVerdict.of(current);
    QvlVerdict flagged = withoutTcbDate(ours, !ours.expired());
    Difference known = only(CrossCheck.compare(current, flagged, SOUND.collateral(), lastSecond));
    assertEquals(
        ours.expired() ? Optional.empty() : Optional.of(KnownDifference.EXPIRY), known.known());
  }

  /** As reported by Intel's DCAP library. */
  private static QvlVerdict withoutTcbDate(QvlVerdict verdict, boolean expired) {
    return new QvlVerdict(
        verdict.returnCode(),
        verdict.statusOrNull(),
        expired,
        verdict.advisoryIds(),
        null,
        null,
        null);
  }

  @Test
  void knowsWhereParsingIsStricter() {
    assertTrue(
        StricterFormat.isMeantBy(
            "TCB info: Not valid JSON: line 1, column 9: member fmspc appears twice; remove one"));
    assertTrue(StricterFormat.isMeantBy("TCB info: JSON is nested 32 deep"));
    assertTrue(StricterFormat.isMeantBy("1.2.840.113741.1.13.1.2.1 is 256; 0 to 255 is possible"));
    assertTrue(StricterFormat.isMeantBy("PCK certificate chain: More than 16 certificates"));
    assertFalse(StricterFormat.isMeantBy("TCB info: tcbLevels is missing"));
    assertTrue(RewrittenJson.canBeWrittenOtherwise("{ \"a\":1}".getBytes(UTF_8)));
    assertTrue(RewrittenJson.canBeWrittenOtherwise("{\"a\":\"\\u0041\"}".getBytes(UTF_8)));
    assertFalse(RewrittenJson.canBeWrittenOtherwise("{\"a b\":\"c d\"}".getBytes(UTF_8)));
  }
}
