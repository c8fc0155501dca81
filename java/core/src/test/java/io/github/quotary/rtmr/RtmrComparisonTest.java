package io.github.quotary.rtmr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.rtmr.RegisterMatch.Differs;
import io.github.quotary.rtmr.RegisterMatch.Matches;
import io.github.quotary.rtmr.RegisterMatch.NoEvents;
import io.github.quotary.rtmr.RtmrComparison.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Results per register, what they prove, and where a log diverges. */
class RtmrComparisonTest {
  private static final byte[] ACTION = "Exit Boot Services Invocation".getBytes(UTF_8);
  private static final byte[] OPAQUE = Replays.sha384("an image".getBytes(UTF_8));
  private static final byte[] ID = new byte[20];

  private static BinaryLog bootLog() {
    return BinaryLog.sha384()
        .measured(1, 4, new byte[4])
        .measured(2, 0x80000007L, ACTION)
        .event(2, 0x80000003L, OPAQUE, new byte[32]);
  }

  private static Replays bootRegisters() {
    return new Replays()
        .extend(0, Replays.sha384(new byte[4]))
        .extend(1, Replays.sha384(ACTION))
        .extend(1, OPAQUE);
  }

  private static JsonLog guestLog() {
    return new JsonLog().runtime("app-id", ID).runtime("system-ready", "");
  }

  private static Replays guestRegisters(Replays registers) {
    return registers
        .extend(3, Replays.runtimeDigest("app-id", ID))
        .extend(3, Replays.runtimeDigest("system-ready", new byte[0]));
  }

  private static List<String> names(RtmrComparison comparison) {
    return comparison.proven().stream().map(ProvenEvent::name).toList();
  }

  private static Divergence divergence(RtmrComparison comparison, Rtmr register) {
    return assertInstanceOf(Differs.class, comparison.register(register))
        .divergence()
        .orElseThrow();
  }

  @Test
  void takesRegistersFromTheLogThatHasThem() {
    CcelLog boot = bootLog().parse();
    RuntimeEventLog guest = guestLog().parse();
    RtmrReplay replay = RtmrReplay.of(boot, guest);
    assertEquals(boot, replay.log(Rtmr.RTMR0));
    assertEquals(guest, replay.log(Rtmr.RTMR3));

    RtmrComparison comparison = replay.compareUnverified(guestRegisters(bootRegisters()).report());
    assertTrue(comparison.matches(Rtmr.RTMR0));
    assertEquals(2, assertInstanceOf(Matches.class, comparison.register(Rtmr.RTMR1)).events());
    assertTrue(assertInstanceOf(NoEvents.class, comparison.register(Rtmr.RTMR2)).isUntouched());
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertEquals(Outcome.MATCH, comparison.outcome());
    assertEquals(List.of("", "", "app-id", "system-ready"), names(comparison));
  }

  @Test
  void doesNotAskABinaryLogForWhatItCannotHave() {
    RtmrComparison comparison =
        RtmrReplay.of(bootLog().parse())
            .compareUnverified(guestRegisters(bootRegisters()).report());
    NoEvents none = assertInstanceOf(NoEvents.class, comparison.register(Rtmr.RTMR3));
    assertFalse(none.isUntouched());
    assertFalse(comparison.matches(Rtmr.RTMR3));
    assertEquals(Set.of(Rtmr.RTMR3), comparison.unknown());
    assertEquals(Outcome.PARTIAL, comparison.outcome());
    assertEquals(Outcome.PARTIAL, comparison.outcome(Set.of(Rtmr.RTMR0, Rtmr.RTMR3)));
    assertEquals(Outcome.MATCH, comparison.outcome(Set.of(Rtmr.RTMR0, Rtmr.RTMR1, Rtmr.RTMR2)));
  }

  @Test
  void provesNothingByALogOfNothing() {
    RtmrComparison comparison =
        RtmrReplay.of(JsonLog.parse("[]")).compareUnverified(bootRegisters().report());
    assertEquals(Set.of(Rtmr.RTMR0, Rtmr.RTMR1), comparison.unknown());
    assertEquals(Outcome.PARTIAL, comparison.outcome());
    assertEquals(Outcome.MATCH, comparison.outcome(Set.of(Rtmr.RTMR2, Rtmr.RTMR3)));
    assertEquals(List.of(), comparison.proven());
  }

  /** What differs counts more than what is unknown, unless it was not asked about. */
  @Test
  void anEventTooManyIsAMismatch() {
    RtmrComparison comparison =
        RtmrReplay.of(guestLog().runtime("late", "").parse())
            .compareUnverified(guestRegisters(bootRegisters()).report());
    assertEquals(Outcome.MISMATCH, comparison.outcome());
    assertEquals(Outcome.MISMATCH, comparison.outcome(Set.of(Rtmr.RTMR3)));
    assertEquals(Outcome.PARTIAL, comparison.outcome(Set.of(Rtmr.RTMR0, Rtmr.RTMR2)));
  }

  @Test
  void anEventForARegisterThatNothingExtendedIsAMismatch() {
    RtmrComparison comparison =
        RtmrReplay.of(guestLog().parse()).compareUnverified(new Replays().report());
    assertEquals(Outcome.MISMATCH, comparison.outcome());
    assertEquals(Outcome.MATCH, comparison.outcome(Set.of(Rtmr.RTMR0)));
  }

  @Test
  void noEventsGiveZero() {
    RtmrComparison comparison =
        RtmrReplay.of(JsonLog.parse("[]")).compareUnverified(new Replays().report());
    assertEquals(Outcome.MATCH, comparison.outcome());
  }

  @Test
  void anOutcomeIsThatOfSomeRegister() {
    RtmrComparison comparison =
        RtmrReplay.of(JsonLog.parse("[]")).compareUnverified(new Replays().report());
    assertThrows(IllegalArgumentException.class, () -> comparison.outcome(Set.of()));
  }

  @Test
  void provesFirmwareEventsWhoseDigestIsOfTheirPayload() {
    RtmrComparison comparison =
        RtmrReplay.of(bootLog().parse()).compareUnverified(bootRegisters().report());
    assertEquals(
        List.of(new EventData.Separator(0), new EventData.Action(new String(ACTION, UTF_8))),
        comparison.proven().stream().map(ProvenEvent::data).toList());
    UnprovenEvent image = comparison.unproven().get(0);
    assertEquals(2, image.event().index());
    assertEquals(UnprovenEvent.Reason.PAYLOAD_NOT_MEASURED, image.reason());
  }

  @Test
  void provesOnlyTheMeasuredPartOfAPayload() {
    byte[] variable =
        java.util.HexFormat.of()
            .parseHex(
                "61dfe48bca93d211aa0d00e098032b8c"
                    + "0100000000000000"
                    + "0200000000000000"
                    + "4200"
                    + "0102");
    byte[] value = {1, 2};
    byte[] command = "set pager=1".getBytes(UTF_8);
    byte[] tagged = {1, 2, 3, 4, 2, 0, 0, 0, 9, 9};
    CcelLog log =
        BinaryLog.sha384()
            .event(1, 0x80000002L, Replays.sha384(value), variable)
            .event(3, 0xd, Replays.sha384(command), "grub_cmd: set pager=1\0".getBytes(UTF_8))
            .event(3, 0x6, Replays.sha384(new byte[] {9, 9}), tagged)
            .parse();
    RtmrComparison comparison =
        RtmrReplay.of(log)
            .compareUnverified(
                new Replays()
                    .extend(0, Replays.sha384(value))
                    .extend(2, Replays.sha384(command))
                    .extend(2, Replays.sha384(new byte[] {9, 9}))
                    .report());
    assertEquals(
        List.of(
            ByteBuffer.wrap(value), ByteBuffer.wrap(command), ByteBuffer.wrap(new byte[] {9, 9})),
        comparison.proven().stream().map(ProvenEvent::payload).toList());
    for (ProvenEvent event : comparison.proven()) {
      assertFalse(event.isWholePayload());
      assertInstanceOf(EventData.Opaque.class, event.data());
    }
  }

  @Test
  void provesNoEventOfARegisterThatDiffers() {
    Replays other = guestRegisters(bootRegisters()).extend(3, OPAQUE);
    RtmrComparison comparison =
        RtmrReplay.of(bootLog().parse(), guestLog().parse()).compareUnverified(other.report());
    Differs differs = assertInstanceOf(Differs.class, comparison.register(Rtmr.RTMR3));
    assertEquals(guestRegisters(new Replays()).hex(3), differs.computed().toString());
    assertEquals(other.hex(3), differs.quoted().toString());
    assertFalse(comparison.matches(Rtmr.RTMR3));
    assertEquals(Optional.empty(), differs.divergence());
    assertEquals(List.of("", ""), names(comparison));
    assertEquals(
        2,
        comparison.unproven().stream()
            .filter(event -> event.reason() == UnprovenEvent.Reason.REGISTER_DIFFERS)
            .count());
  }

  @Test
  void namesTheEventWhosePayloadWasChangedBesideItsDigest() {
    RuntimeEventLog log =
        new JsonLog()
            .runtime("system-preparing", "")
            .event(3, JsonLog.RUNTIME, Replays.runtimeDigest("app-id", ID), "app-id", new byte[21])
            .parse();
    Replays honest =
        new Replays()
            .extend(3, Replays.runtimeDigest("system-preparing", new byte[0]))
            .extend(3, Replays.runtimeDigest("app-id", ID));
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(honest.report());
    Divergence divergence = divergence(comparison, Rtmr.RTMR3);
    assertEquals(Divergence.Kind.DIGEST_CONTRADICTED, divergence.kind());
    assertEquals(1, divergence.event().index());
    assertTrue(divergence.toString().startsWith("event 1 'app-id' (dstack runtime event, at byte"));
    assertEquals(List.of(), comparison.proven());
  }

  @Test
  void namesTheEventWhoseDigestWasChangedBesideItsPayload() {
    RuntimeEventLog log = new JsonLog().event(3, JsonLog.RUNTIME, OPAQUE, "app-id", ID).parse();
    RtmrComparison comparison =
        RtmrReplay.of(log)
            .compareUnverified(
                new Replays().extend(3, Replays.runtimeDigest("app-id", ID)).report());
    assertEquals(0, divergence(comparison, Rtmr.RTMR3).event().index());
    assertEquals(List.of(), comparison.proven());
  }

  @Test
  void namesTheFirmwareEventWhosePayloadItsTypeContradicts() {
    byte[] digest = Replays.sha384(ACTION);
    CcelLog log =
        BinaryLog.sha384()
            .event(2, 0x80000007L, digest, "Something else".getBytes(UTF_8))
            .event(1, 0x80000007L, digest, ACTION)
            .parse();
    RtmrComparison comparison =
        RtmrReplay.of(log)
            .compareUnverified(new Replays().extend(0, digest).extend(1, digest).report());
    Divergence divergence = divergence(comparison, Rtmr.RTMR1);
    assertEquals(Divergence.Kind.PAYLOAD_CONTRADICTED, divergence.kind());
    assertEquals(0, divergence.event().index());
    assertTrue(comparison.matches(Rtmr.RTMR0));
  }

  @Test
  void namesTheFirstEventAfterTheQuote() {
    RuntimeEventLog log = guestLog().runtime("later", "x").runtime("latest", "y").parse();
    RtmrComparison comparison =
        RtmrReplay.of(log).compareUnverified(guestRegisters(new Replays()).report());
    Divergence divergence = divergence(comparison, Rtmr.RTMR3);
    assertEquals(Divergence.Kind.AFTER_THE_QUOTE, divergence.kind());
    assertEquals("later", divergence.event().claimedName());
  }

  @Test
  void namesTheFirstEventOfARegisterThatNothingExtended() {
    RtmrComparison comparison =
        RtmrReplay.of(guestLog().parse()).compareUnverified(new Replays().report());
    assertEquals(0, divergence(comparison, Rtmr.RTMR3).event().index());
  }

  @Test
  void noticesThatTwoLogsDisagree() {
    JsonLog other =
        new JsonLog()
            .event(0, 4, Replays.sha384(new byte[4]), "", new byte[0])
            .event(1, 0x80000007L, Replays.sha384(ACTION), "", new byte[0])
            .event(1, 0x80000003L, new byte[48], "", new byte[0]);
    RtmrComparison comparison =
        RtmrReplay.of(bootLog().parse(), other.parse()).compareUnverified(bootRegisters().report());
    Divergence divergence = divergence(comparison, Rtmr.RTMR1);
    assertEquals(Divergence.Kind.LOGS_DISAGREE, divergence.kind());
    assertEquals(2, divergence.event().index());
    assertTrue(comparison.matches(Rtmr.RTMR0));
  }

  @Test
  void noticesThatOneOfTwoLogsGoesOn() {
    JsonLog longer = guestLog().event(0, 4, Replays.sha384(new byte[4]), "", new byte[0]);
    JsonLog longest =
        guestLog()
            .event(0, 4, Replays.sha384(new byte[4]), "", new byte[0])
            .event(0, 4, OPAQUE, "", new byte[0]);
    CcelLog boot = BinaryLog.sha384().measured(1, 4, new byte[4]).parse();
    assertTrue(RtmrReplay.of(boot, longer.parse()).contradictions().isEmpty());
    Divergence found = RtmrReplay.of(boot, longest.parse()).contradictions().get(Rtmr.RTMR0);
    assertEquals(3, found.event().index());
    CcelLog longBoot =
        BinaryLog.sha384().measured(1, 4, new byte[4]).measured(1, 4, new byte[4]).parse();
    found = RtmrReplay.of(longBoot, longer.parse()).contradictions().get(Rtmr.RTMR0);
    assertEquals(1, found.event().index());
  }

  @Test
  void countsAnEventOfTwoLogsOnce() {
    RuntimeEventLog guest = guestLog().parse();
    RtmrComparison comparison =
        RtmrReplay.of(guest, guestLog().parse())
            .compareUnverified(guestRegisters(new Replays()).report());
    assertEquals(List.of("app-id", "system-ready"), names(comparison));
    assertTrue(comparison.single(Rtmr.RTMR3, "app-id").isPresent());
  }

  @Test
  void findsNoSingleEventAmongSeveral() {
    RuntimeEventLog log = guestLog().runtime("app-id", "another").parse();
    RtmrComparison comparison =
        RtmrReplay.of(log)
            .compareUnverified(
                guestRegisters(new Replays())
                    .extend(3, Replays.runtimeDigest("app-id", "another".getBytes(UTF_8)))
                    .report());
    assertEquals(3, comparison.proven(Rtmr.RTMR3).size());
    assertEquals(Optional.empty(), comparison.single(Rtmr.RTMR3, "app-id"));
    assertEquals(Optional.empty(), comparison.single(Rtmr.RTMR3, "absent"));
    assertTrue(comparison.single(Rtmr.RTMR3, "system-ready").isPresent());
    assertEquals(Optional.empty(), comparison.single(Rtmr.RTMR0, "system-ready"));
  }

  @Test
  void doesNotBelieveANameThatCouldEndElsewhere() {
    byte[] digest = Replays.runtimeDigest("a", "b:c".getBytes(UTF_8));
    RuntimeEventLog renamed =
        new JsonLog().event(3, JsonLog.RUNTIME, digest, "a:b", "c".getBytes(UTF_8)).parse();
    RuntimeEventLog honest = new JsonLog().runtime("a", "b:c").parse();
    Replays registers = new Replays().extend(3, digest);

    RtmrComparison comparison = RtmrReplay.of(renamed).compareUnverified(registers.report());
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertEquals(List.of(), comparison.proven());
    assertEquals(UnprovenEvent.Reason.NAME_NOT_CERTAIN, comparison.unproven().get(0).reason());

    ProvenEvent proven =
        RtmrReplay.of(honest).compareUnverified(registers.report()).proven().get(0);
    assertTrue(proven.nameCouldBeLonger());
    assertFalse(
        RtmrReplay.of(guestLog().parse())
            .compareUnverified(guestRegisters(new Replays()).report())
            .proven()
            .get(0)
            .nameCouldBeLonger());
  }

  @Test
  void doesNotReplayARegisterOfWhichALogKeepsOnlySomeEvents() {
    JsonLog stripped =
        guestLog()
            .event(0, 10, OPAQUE, "acpi-loader", "ACPI DATA".getBytes(UTF_8))
            .event(0, 10, OPAQUE, "acpi-rsdp", "ACPI DATA".getBytes(UTF_8));
    RtmrComparison comparison =
        RtmrReplay.of(stripped.parse()).compareUnverified(guestRegisters(bootRegisters()).report());
    assertInstanceOf(NoEvents.class, comparison.register(Rtmr.RTMR0));
    assertEquals(Outcome.PARTIAL, comparison.outcome(Set.of(Rtmr.RTMR0)));
    RtmrComparison untouched =
        RtmrReplay.of(stripped.parse()).compareUnverified(guestRegisters(new Replays()).report());
    assertEquals(Outcome.MISMATCH, untouched.outcome(Set.of(Rtmr.RTMR0)));
    assertEquals(Divergence.Kind.AFTER_THE_QUOTE, divergence(untouched, Rtmr.RTMR0).kind());
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertEquals(
        List.of(UnprovenEvent.Reason.REGISTER_INCOMPLETE, UnprovenEvent.Reason.REGISTER_INCOMPLETE),
        comparison.unproven().stream().map(UnprovenEvent::reason).toList());
    RtmrReplay beside = RtmrReplay.of(bootLog().parse(), stripped.parse());
    assertTrue(beside.contradictions().isEmpty());
    assertTrue(
        beside.compareUnverified(guestRegisters(bootRegisters()).report()).matches(Rtmr.RTMR0));
  }

  @Test
  void countsSeparatorsPerRegister() {
    CcelLog log =
        BinaryLog.sha384()
            .measured(1, 4, new byte[4])
            .measured(1, 4, new byte[4])
            .measured(2, 4, new byte[4])
            .measured(2, 0x80000007L, ACTION)
            .measured(0, 4, new byte[4])
            .parse();
    assertEquals(2, log.separators(Rtmr.RTMR0));
    assertEquals(1, log.separators(Rtmr.RTMR1));
    assertEquals(0, log.separators(Rtmr.RTMR2));
  }

  @Test
  void saysThatPayloadsAreMissing() {
    RuntimeEventLog log =
        new JsonLog().event(0, 4, Replays.sha384(new byte[4]), "", new byte[0]).parse();
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(bootRegisters().report());
    assertTrue(comparison.matches(Rtmr.RTMR0));
    assertEquals(UnprovenEvent.Reason.NO_PAYLOAD, comparison.unproven().get(0).reason());
  }
}
