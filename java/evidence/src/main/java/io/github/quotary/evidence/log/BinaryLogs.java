package io.github.quotary.evidence.log;

import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Logs that are not text: a CCEL, and the log of dstack's versioned attestation. */
final class BinaryLogs {
  private static final byte[] SIGNATURE = "Spec ID Event03".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE_OFFSET = 32;

  private BinaryLogs() {}

  /** Whether the bytes start as a CCEL does. */
  static boolean isCcel(byte[] bytes) {
    int end = SIGNATURE_OFFSET + SIGNATURE.length;
    return bytes.length >= end
        && Arrays.equals(bytes, SIGNATURE_OFFSET, end, SIGNATURE, 0, SIGNATURE.length);
  }

  /**
   * Attestations start with 0 or with a MessagePack map; but a binary log can start with 0 as well.
   */
  static boolean mayBeAttestation(byte[] bytes) {
    return bytes.length > 0
        && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0x80 || (bytes[0] & 0xfe) == 0xde)
        && !isCcel(bytes);
  }

  /** The log of either. */
  static EventLog parse(byte[] bytes) {
    return mayBeAttestation(bytes) ? attestation(bytes) : CcelLog.parse(ByteBuffer.wrap(bytes));
  }

  static EventLog attestation(byte[] bytes) {
    AttestationDecoding decoding = TdxAttestation.decode(ByteBuffer.wrap(bytes));
    if (decoding instanceof AttestationDecoding.Decoded decoded) {
      return decoded.attestation().eventLog();
    } else if (decoding instanceof AttestationDecoding.Refused refused) {
      throw new MalformedLogException(refused.reason());
    }
    AttestationDecoding.Malformed malformed = (AttestationDecoding.Malformed) decoding;
    throw new MalformedLogException(
        "neither a log nor an attestation: "
            + malformed.problem()
            + " (at byte "
            + malformed.offset()
            + ")");
  }
}
