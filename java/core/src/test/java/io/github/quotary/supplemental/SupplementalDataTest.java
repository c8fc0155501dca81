package io.github.quotary.supplemental;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult.Verified;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupplementalDataTest {
  private static Verified verify(Evidence evidence) {
    return (Verified)
        Simulated.verifier(evidence)
            .build()
            .verify(
                ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
  }

  private static SupplementalData of(Evidence evidence) {
    return SupplementalData.of(verify(evidence));
  }

  @Test
  void saysWhatTheVerdictWasMadeOf() {
    Evidence evidence = Simulated.evidence(Outcome.OUT_OF_DATE_CONFIGURATION_NEEDED);
    Verified verified = verify(evidence);
    SupplementalData data = SupplementalData.of(verified);
    assertEquals(verified.validity(), data.validity());
    assertEquals(verified.tcb().advisoryIds(), data.advisoryIds());
    assertTrue(!data.advisoryIds().isEmpty());
    assertEquals(verified.tcb().tcbEvaluationDataNumber(), data.tcbEvaluationDataNumber());
    assertEquals(TcbStatus.UP_TO_DATE, data.qeIdentity().status());
    assertEquals(verified.platform().pck().ppid(), data.platform().ppid());
    assertEquals(verified.platform().pck().cpuSvn(), data.platform().cpuSvn());
    assertEquals(
        verified.platform().collateral().qeIdentity().nextUpdate(),
        data.qeIdentity().validity().earliestExpiration());
  }

  /** The TCB info is signed over a chain of its own, whose dates do not count here. */
  @Test
  void theQeIdentitysDatesAreThoseOfItsOwnChain() {
    Instant start = Simulated.upToDate().at().minus(1, ChronoUnit.DAYS);
    Instant end = Simulated.upToDate().at().plus(1, ChronoUnit.DAYS);
    SupplementalData data =
        of(
            Simulated.evidence(
                Scenario.upToDate()
                    .withPki(
                        pki ->
                            pki.withChain(
                                Chain.QE_IDENTITY,
                                List.of(
                                    pki.tcbSigning().withNotBefore(start).withNotAfter(end),
                                    pki.root())))));
    assertEquals(end, data.qeIdentity().validity().earliestExpiration());
    assertEquals(start, data.qeIdentity().validity().latestIssue());
    SupplementalData other =
        of(
            Simulated.evidence(
                Scenario.upToDate()
                    .withPki(
                        pki ->
                            pki.withChain(
                                Chain.TCB_INFO,
                                List.of(pki.tcbSigning().withNotAfter(end), pki.root())))));
    assertTrue(other.qeIdentity().validity().earliestExpiration().isAfter(end));
    assertEquals(end, other.validity().earliestExpiration());
  }

  @ParameterizedTest
  @EnumSource
  void survivesIntelsStruct(QuoteShape shape) {
    SupplementalData data = of(Simulated.upToDate(shape));
    byte[] struct = data.toStruct();
    assertEquals(SupplementalStruct.SIZE, struct.length);
    assertEquals(data, SupplementalStruct.decode(struct));
  }

  /** Offsets that a C program would read at. */
  @Test
  void hasIntelsLayout() {
    SupplementalData data = of(Simulated.upToDate());
    ByteBuffer struct = ByteBuffer.wrap(data.toStruct()).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0x0004_0003, struct.getInt(0), "version 3.4");
    assertEquals(data.validity().earliestExpiration().getEpochSecond(), struct.getLong(24));
    assertEquals(data.tcbLevelDate().getEpochSecond(), struct.getLong(32));
    assertEquals(data.pckCrlNumber(), BigInteger.valueOf(struct.getInt(40)));
    assertEquals(data.rootKeyId(), Measurement.of(struct.slice(52, 48)));
    assertEquals(data.platform().ppid(), Measurement.of(struct.slice(100, 16)));
    assertEquals(data.platform().pceSvn(), struct.getShort(132));
    assertEquals(TeeType.TDX.value(), struct.getInt(136));
    assertEquals(data.qeIdentity().tcbDate().getEpochSecond(), struct.getLong(648));
    assertEquals(data.platformTcbDate().getEpochSecond(), struct.getLong(664));
  }

  @Test
  void aTextOfAdvisoriesThatFillsItsFieldIsReadWhole() {
    byte[] struct = of(Simulated.upToDate()).toStruct();
    Arrays.fill(struct, 172, 622, (byte) 'A');
    assertEquals("A".repeat(450), SupplementalStruct.decode(struct).advisoryIds().get(0));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    byte[] struct = of(Simulated.upToDate()).toStruct();
    refuses("671 bytes", Arrays.copyOf(struct, 671));
    refuses("major version 4", with(struct, 0, 4));
    refuses("TEE type", with(struct, 136, 7));
    refuses("flag at byte 160", with(struct, 160, 3));
    refuses("QE status", with(struct, 660, 1));
    refuses("time at byte 8", with(struct, 15, 0x7f));
  }

  private static byte[] with(byte[] struct, int offset, int value) {
    byte[] changed = struct.clone();
    changed[offset] = (byte) value;
    return changed;
  }

  private static void refuses(String what, byte[] struct) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SupplementalStruct.decode(struct))
            .getMessage();
    assertTrue(message.contains(what), message);
  }
}
