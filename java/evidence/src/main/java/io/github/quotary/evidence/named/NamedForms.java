package io.github.quotary.evidence.named;

import io.github.quotary.domain.format.CborReader;
import io.github.quotary.domain.format.CborReader.Kind;
import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Names binary forms that are not read: CWTs (DICE quotes, EATs), SEV-SNP reports, TDREPORTs, SGX
 * reports, and quotes behind the header of GHCI, of the quote generation service, of Open Enclave,
 * or behind their length.
 */
public final class NamedForms {
  private static final int CWT = 61;
  private static final int COSE_SIGN1 = 18;
  private static final int COSE_SIGN1_PARTS = 4;

  private NamedForms() {}

  /**
   * Says what the input is and what to do, if it is one of these; empty if it is not. Never throws.
   */
  public static Optional<Recognition> read(byte[] bytes) {
    LittleEndian in = new LittleEndian(bytes);
    return EnvelopeForms.name(in)
        .or(() -> ReportForms.name(in))
        .or(() -> cwt(bytes))
        .map(Recognition.Refused::new);
  }

  /**
   * CBOR tag 18, perhaps within tag 61, around four parts of which the first are bytes and a map.
   *
   * <p>Sources: RFC 8392, RFC 9052.
   */
  private static Optional<String> cwt(byte[] bytes) {
    try {
      CborReader cbor = new CborReader(new Cursor(ByteBuffer.wrap(bytes)));
      long tag = cbor.tag();
      if (tag == CWT) {
        tag = cbor.tag();
      }
      if (tag != COSE_SIGN1 || cbor.array() != COSE_SIGN1_PARTS) {
        return Optional.empty();
      }
      cbor.octets();
      return cbor.next() == Kind.MAP
          ? Optional.of(
              "a signed CWT (COSE_Sign1), as DICE quotes of TDX and EATs are: not supported; ask"
                  + " for a quote of version 4 or 5")
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
