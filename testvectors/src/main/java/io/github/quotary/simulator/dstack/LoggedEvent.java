package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.Sha;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event of a log. Nothing keeps digest and payload together: the {@code with} methods change
 * one of them, as a forger would.
 *
 * @param rtmr register that it extends, 0 to 3
 * @param type type of the event, 32 bits
 * @param name name in a JSON log; a binary log has none
 * @param payload what the log tells of it, hex
 * @param digest what the register is extended with, hex of 48 octets
 * @param version how dstack's guest hashes it; null for events of firmware and kernel
 */
public record LoggedEvent(
    int rtmr,
    long type,
    String name,
    String payload,
    String digest,
    @Nullable RuntimeDigest version) {

  /** An event of firmware or kernel whose digest is that of its payload. */
  public static LoggedEvent measured(int rtmr, long type, String payload) {
    return of(rtmr, type, payload, Hex.of(Sha.sha384(Hex.bytes(payload))));
  }

  /** An event of firmware or kernel with any digest. */
  public static LoggedEvent of(int rtmr, long type, String payload, String digest) {
    return new LoggedEvent(rtmr, type, "", payload, digest, null);
  }

  /** An event that dstack's guest measures into RTMR3. */
  public static LoggedEvent runtime(RuntimeDigest version, String name, String payload) {
    return new LoggedEvent(
        3, TcgEvents.DSTACK_RUNTIME, name, payload, version.digest(name, payload), version);
  }

  /** What was hashed, hex; empty for events of firmware and kernel. */
  String preimage() {
    return version == null ? "" : Hex.of(version.preimage(name, Hex.bytes(payload)));
  }

  /** The same as text, which version 2 is. */
  String preimageText() {
    return new String(Hex.bytes(preimage()), StandardCharsets.UTF_8);
  }

  /** The same event in another register. */
  public LoggedEvent withRtmr(int value) {
    return new LoggedEvent(value, type, name, payload, digest, version);
  }

  /** The same event of another type. */
  public LoggedEvent withType(long value) {
    return new LoggedEvent(rtmr, value, name, payload, digest, version);
  }

  /** The same event, its digest too, under another name. */
  public LoggedEvent withName(String value) {
    return new LoggedEvent(rtmr, type, value, payload, digest, version);
  }

  /** The same event, its digest too, with another payload. */
  public LoggedEvent withPayload(String value) {
    return new LoggedEvent(rtmr, type, name, value, digest, version);
  }

  /** The same event with another digest. */
  public LoggedEvent withDigest(String value) {
    return new LoggedEvent(rtmr, type, name, payload, value, version);
  }
}
