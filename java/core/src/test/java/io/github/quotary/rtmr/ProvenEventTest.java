package io.github.quotary.rtmr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events are proven, how much of them, and why others are not. */
class ProvenEventTest {
  private static final long IPL = 0xd;
  private static final long ACTION = 0x80000007L;
  private static final byte[] TEXT = "Exit Boot Services Invocation".getBytes(UTF_8);

  private static RtmrComparison compare(EventLog log, int register, byte[] digest) {
    Replays registers = new Replays().extend(register, digest);
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(registers.report());
    assertTrue(comparison.matches(Rtmr.of(register)));
    return comparison;
  }

  private static List<UnprovenEvent.Reason> reasons(RtmrComparison comparison) {
    return comparison.unproven().stream().map(UnprovenEvent::reason).toList();
  }

  /** Its digest may well be of its payload: anybody can write such an event into a log. */
  @Test
  void anEventThatExtendsNothingIsNotProvenByItsDigest() {
    CcelLog log =
        BinaryLog.sha384()
            .measured(0, ACTION, TEXT)
            .measured(1, 3, TEXT)
            .measured(1, ACTION, TEXT)
            .parse();
    RtmrComparison comparison = compare(log, 0, Replays.sha384(TEXT));
    assertEquals(
        List.of(2), comparison.proven().stream().map(proven -> proven.event().index()).toList());
    assertEquals(
        List.of(UnprovenEvent.Reason.NOT_EXTENDED, UnprovenEvent.Reason.NOT_EXTENDED),
        reasons(comparison));
    assertEquals("it extends no register", reasons(comparison).get(0).toString());
  }

  @Test
  void aDigestOfTheWholePayloadProvesTheWhole() {
    CcelLog boot = BinaryLog.sha384().measured(2, ACTION, TEXT).parse();
    assertTrue(compare(boot, 1, Replays.sha384(TEXT)).proven().get(0).isWholePayload());
    RuntimeEventLog guest = new JsonLog().runtime("app-id", TEXT).parse();
    byte[] digest = Replays.runtimeDigest("app-id", TEXT);
    assertTrue(compare(guest, 3, digest).proven().get(0).isWholePayload());
  }

  /** Boot loaders measure a command without its prefix, and a file's name as it stands. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "grub_cmd: set a: b,set a: b",
        "grub_cmd: x,x",
        "grub_cmd: ,''",
        ": ,''",
        "grub_cmd:,grub_cmd:",
        "/vmlinuz,/vmlinuz",
        "a,a",
      })
  void aBootLoadersTextIsProvenFromItsPrefixOn(String text, String measured) {
    byte[] digest = Replays.sha384(measured.getBytes(UTF_8));
    CcelLog log = BinaryLog.sha384().event(3, IPL, digest, (text + "\0").getBytes(UTF_8)).parse();
    RtmrComparison comparison = compare(log, 2, digest);
    assertEquals(measured, new String(comparison.proven().get(0).payloadBytes(), UTF_8));
    assertFalse(comparison.proven().get(0).isWholePayload());
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"grub_cmd: ,grub_cmd: ", "/vmlinuz,/initrd", "a,b"})
  void aBootLoadersTextIsNotProvenByAnotherDigest(String text, String measured) {
    byte[] digest = Replays.sha384(measured.getBytes(UTF_8));
    CcelLog log = BinaryLog.sha384().event(3, IPL, digest, (text + "\0").getBytes(UTF_8)).parse();
    RtmrComparison comparison = compare(log, 2, digest);
    assertEquals(List.of(), comparison.proven());
    assertEquals(List.of(UnprovenEvent.Reason.PAYLOAD_NOT_MEASURED), reasons(comparison));
  }

  /** An event of no name with payload {@code x:c} has the same digest. */
  @Test
  void aNameThatStartsWithAColonIsNotBelieved() {
    byte[] digest = Replays.runtimeDigest("", "x:c".getBytes(UTF_8));
    RtmrComparison comparison = compare(new JsonLog().runtime(":x", "c").parse(), 3, digest);
    assertEquals(List.of(), comparison.proven());
    assertEquals(List.of(UnprovenEvent.Reason.NAME_NOT_CERTAIN), reasons(comparison));
  }

  @Test
  void aVersion2DigestLeavesNoDoubtWhereANameEnds() {
    String hashed = "{\"name\":\"a:b\",\"payload\":\"633a64\",\"type\":134217729}";
    byte[] digest = Replays.sha384(hashed.getBytes(UTF_8));
    String preimage = ",\"version\":2,\"preimage\":\"" + hashed.replace("\"", "\\\"") + "\"";
    JsonLog log = new JsonLog();
    log.event(3, JsonLog.RUNTIME, digest, "a:b", "c:d".getBytes(UTF_8), preimage);
    ProvenEvent proven = compare(log.parse(), 3, digest).proven().get(0);
    assertEquals("a:b", proven.name());
    assertFalse(proven.nameCouldBeLonger());
  }
}
