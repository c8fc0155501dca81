package io.github.quotary.rtmr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From which of two logs a register is taken, and of which it is not known. */
class RtmrReplayTest {
  private static final byte[] DIGEST = Replays.sha384(new byte[] {1});
  private static final byte[] OTHER = Replays.sha384(new byte[] {2});
  private static final byte[] ACPI_DATA = "ACPI DATA".getBytes(US_ASCII);
  private static final byte[] NONE = {};

  private static final CcelLog NOTHING = BinaryLog.sha384().parse();

  private static RuntimeEventLog json(Rtmr register, byte[] digest) {
    return new JsonLog().event(register.index(), 10, digest, "", NONE).parse();
  }

  private static CcelLog binary(Rtmr register, byte[] digest) {
    return BinaryLog.sha384().event(register.index() + 1, 10, digest, NONE).parse();
  }

  private static String extended(Rtmr register, byte[] digest) {
    return new Replays().extend(register.index(), digest).hex(register.index());
  }

  @ParameterizedTest
  @EnumSource(Rtmr.class)
  void takesARegisterOfTwoLogsFromTheOneThatMeasuresIt(Rtmr register) {
    CcelLog boot = binary(register, DIGEST);
    RuntimeEventLog runtime = json(register, OTHER);
    RtmrReplay replay = RtmrReplay.of(boot, runtime);
    boolean guests = register == Rtmr.RTMR3;
    assertSame(guests ? runtime : boot, replay.log(register));
    assertEquals(extended(register, guests ? OTHER : DIGEST), replay.computed(register).toString());
  }

  @ParameterizedTest
  @EnumSource(Rtmr.class)
  void takesARegisterFromWhicheverLogHasEventsForIt(Rtmr register) {
    CcelLog boot = binary(register, DIGEST);
    RtmrReplay first = RtmrReplay.of(boot, JsonLog.parse("[]"));
    assertSame(boot, first.log(register));
    assertEquals(extended(register, DIGEST), first.computed(register).toString());
    RuntimeEventLog runtime = json(register, DIGEST);
    RtmrReplay second = RtmrReplay.of(NOTHING, runtime);
    assertSame(runtime, second.log(register));
    assertEquals(extended(register, DIGEST), second.computed(register).toString());
  }

  @ParameterizedTest
  @EnumSource(Rtmr.class)
  void knowsNothingOfARegisterOfWhichOnlyTheAcpiTablesAreKept(Rtmr register) {
    JsonLog log = new JsonLog().event(register.index(), 10, DIGEST, "acpi-loader", ACPI_DATA);
    RtmrReplay stripped = RtmrReplay.of(log.parse());
    assertEquals(0, stripped.events(register));
    assertTrue(stripped.computed(register).isZero());
    log.event(register.index(), 10, OTHER, "", NONE);
    assertEquals(2, RtmrReplay.of(log.parse()).events(register));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4})
  void saysWhichRegistersThereAre(int index) {
    IndexOutOfBoundsException refusal =
        assertThrows(IndexOutOfBoundsException.class, () -> Rtmr.of(index));
    assertEquals("RTMR " + index + "; there are 0 to 3", refusal.getMessage());
  }

  @Test
  void findsTheLastRegister() {
    assertEquals(Rtmr.RTMR3, Rtmr.of(3));
  }
}
