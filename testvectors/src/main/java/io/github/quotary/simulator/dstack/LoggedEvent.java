package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record LoggedEvent(
    int rtmr,
    long type,
    String name,
    String payload,
    String digest,
    @Nullable RuntimeDigest version)
    implements LoggedEventBuilder.With {

  /** An event of firmware or kernel whose digest is that of its payload. */
  public static LoggedEvent measured(int rtmr, long type, String payload) {
    return of(rtmr, type, payload, Hex.of(Digests.sha384(Hex.bytes(payload))));
  }

  /** An event of firmware or kernel with any digest. */
  public static LoggedEvent of(int rtmr, long type, String payload, String digest) {
    return LoggedEventBuilder.builder()
        .rtmr(rtmr)
        .type(type)
        .name("")
        .payload(payload)
        .digest(digest)
        .build();
  }

  /** An event that dstack's guest measures into RTMR3. */
  public static LoggedEvent runtime(RuntimeDigest version, String name, String payload) {
    return LoggedEventBuilder.builder()
        .rtmr(3)
        .type(TcgEvents.DSTACK_RUNTIME)
        .name(name)
        .payload(payload)
        .digest(version.digest(name, payload))
        .version(version)
        .build();
  }

  /** What was hashed, hex; empty for events of firmware and kernel. */
  String preimage() {
    return version == null ? "" : Hex.of(version.preimage(name, Hex.bytes(payload)));
  }

  /** The same as text, which version 2 is. */
  String preimageText() {
    return new String(Hex.bytes(preimage()), StandardCharsets.UTF_8);
  }
}
