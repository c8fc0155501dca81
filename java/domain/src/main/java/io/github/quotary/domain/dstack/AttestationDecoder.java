package io.github.quotary.domain.dstack;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.MessagePackReader;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.rtmr.RuntimeLogEntry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Distinguishes the two forms of versioned attestations, and joins what they share. */
final class AttestationDecoder {
  private static final int REPORT_DATA_SIZE = 64;

  private AttestationDecoder() {}

  static AttestationDecoding decode(ByteBuffer bytes) throws MalformedException {
    Cursor in = new Cursor(bytes);
    if (in.remaining() > TdxAttestation.MAX_BYTES) {
      throw in.malformed("more than " + TdxAttestation.MAX_BYTES + " bytes");
    }
    int first = in.u8();
    in.seek(0);
    if (first == 0) {
      return ScaleAttestation.decode(in);
    } else if (MessagePackReader.isMap(first)) {
      return MessagePackAttestation.decode(in);
    }
    throw in.malformed(
        "first byte 0x" + Integer.toHexString(first) + ": neither SCALE version 0 nor MessagePack");
  }

  /**
   * Joins the parts. The run-time events come twice, in the log and on their own: the log that is
   * replayed must be the one that is read, so both must be the same.
   */
  static AttestationDecoding join(
      int version,
      ByteBuffer quote,
      List<RuntimeLogEntry> eventLog,
      List<RuntimeLogEntry> runtimeEvents,
      ByteBuffer reportData,
      String config,
      String stack,
      Optional<String> reportDataPayload)
      throws MalformedException {
    if (reportData.remaining() != REPORT_DATA_SIZE) {
      throw new MalformedException(
          0, "its report data has " + reportData.remaining() + " bytes, not 64");
    }
    return new AttestationDecoding.Decoded(
        new TdxAttestation(
            version,
            quote,
            RuntimeEventLog.of(RuntimeEntries.join(eventLog, runtimeEvents)),
            Measurement.of(reportData),
            config,
            stack,
            reportDataPayload));
  }

  static AttestationDecoding refuse(Platform platform) {
    return new AttestationDecoding.Refused(platform, platform.refusal());
  }
}
