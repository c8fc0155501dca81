package io.github.quotary.evidence.form;

import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** dstack's versioned attestation: a quote and its event log. */
final class DstackAttestation {
  private DstackAttestation() {}

  static Optional<Recognition> read(byte[] bytes) {
    return mayBe(bytes)
            && TdxAttestation.decode(ByteBuffer.wrap(bytes))
                instanceof AttestationDecoding.Decoded decoded
        ? Optional.of(
            Recognition.Parts.of(
                new Part.QuotePart(decoded.attestation().quote(), List.of()),
                new Part.LogPart(decoded.attestation().eventLog())))
        : Optional.empty();
  }

  /** Version 0 begins with a zero byte, version 1 with a MessagePack map. */
  private static boolean mayBe(byte[] bytes) {
    return bytes.length > 0
        && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0x80 || (bytes[0] & 0xfe) == 0xde);
  }
}
