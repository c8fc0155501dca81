package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.OctetWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the log area of the ACPI table CCEL: TCG2's crypto-agile log with SHA-384 digests. Source:
 * TCG PC Client Platform Firmware Profile; register indexes: UEFI, EFI_CC_MEASUREMENT_PROTOCOL.
 */
final class CcelWriter {
  private static final int SHA384 = 0xc;
  private static final int SHA384_SIZE = 48;
  private static final int SHA1_SIZE = 20;
  private static final int SPEC_MAJOR = 2;
  private static final int UINTN_64_BITS = 2;

  private CcelWriter() {}

  /** Events of RTMR3 are left out: it is the guest's, and no firmware logs it. */
  static byte[] write(List<LoggedEvent> events, int area) {
    OctetWriter log = new OctetWriter();
    writeHeader(log);
    for (LoggedEvent event : events) {
      if (event.rtmr() < 3) {
        write(log, event);
      }
    }
    if (log.size() > area) {
      throw new IllegalStateException("the log has " + log.size() + " octets, the area " + area);
    }
    return log.fill(area - log.size(), 0xff).octets();
  }

  private static void writeHeader(OctetWriter log) {
    byte[] specId =
        new OctetWriter()
            .octets("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII))
            .u32(0)
            .u8(0)
            .u8(SPEC_MAJOR)
            .u8(0)
            .u8(UINTN_64_BITS)
            .u32(1)
            .u16(SHA384)
            .u16(SHA384_SIZE)
            .u8(0)
            .octets();
    log.u32(1).u32(TcgEvents.NO_ACTION).fill(SHA1_SIZE, 0).u32(specId.length).octets(specId);
  }

  /** The index of MRTD is 0, so that RTMR0 has 1. */
  private static void write(OctetWriter log, LoggedEvent event) {
    byte[] payload = Hex.bytes(event.payload());
    log.u32(event.rtmr() + 1)
        .u32(event.type())
        .u32(1)
        .u16(SHA384)
        .octets(Hex.bytes(event.digest(), SHA384_SIZE))
        .u32(payload.length)
        .octets(payload);
  }
}
