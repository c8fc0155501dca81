package io.github.quotary.evidence.certificate;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.CborReader;
import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interoperable RA-TLS: extension {@code 2.23.133.5.4.9} (TCG DICE conceptual message wrapper) with
 * CBOR tag 60000 around quote and claims.
 *
 * <p>Source: Confidential Computing Consortium, "Interoperable RA-TLS X.509 Cert and Evidence
 * Formats" and "SGX / TDX Evidence Tags and Formats".
 */
final class InteroperableEvidence {
  static final String OID = "2.23.133.5.4.9";
  static final String CLAIMS_IN_REPORT_DATA = "claims in report data";
  static final String KEY_IN_CLAIMS = "certificate key in claims";
  private static final String PLACE = "interoperable RA-TLS evidence (" + OID + ")";
  private static final long QUOTE = 60_000;
  private static final long TEE_REPORT = 60_001;
  private static final long SGX_REPORT = 60_002;
  private static final int MAX_CLAIMS = 16;

  private InteroperableEvidence() {}

  static Finding read(byte[] extension, ByteBuffer key) throws MalformedException {
    try {
      return read(new Cursor(ByteBuffer.wrap(extension)), key);
    } catch (MalformedException e) {
      throw new MalformedException(e.offset(), PLACE + " cannot be read: " + e.problem());
    }
  }

  private static Finding read(Cursor in, ByteBuffer key) throws MalformedException {
    CborReader cbor = new CborReader(in);
    requireQuote(cbor.tag());
    count(cbor.array(), 2, "quote and claims");
    ByteBuffer quote = cbor.octets();
    ByteBuffer claims = cbor.octets();
    in.requireEnd();
    List<Binding> bindings = new ArrayList<>();
    bindings.add(
        Finding.inReportData(
            CLAIMS_IN_REPORT_DATA, quote, "SHA-256 of the claims", Sha2.sha256(claims)));
    Map<String, ByteBuffer> members = claims(claims);
    ByteBuffer hash = members.get("pubkey-hash");
    if (hash == null) {
      throw new MalformedException(0, "its claims have no pubkey-hash");
    }
    bindings.add(keyBinding(hash, key));
    Optional.ofNullable(members.get("nonce"))
        .map(
            nonce ->
                new Binding(
                    "nonce in claims",
                    Binding.Outcome.NOT_CHECKED,
                    Measurement.of(nonce) + "; compare it with the one that you sent"))
        .ifPresent(bindings::add);
    return new Finding(PLACE, quote, bindings, Optional.empty());
  }

  private static void requireQuote(long tag) throws MalformedException {
    if (tag == TEE_REPORT) {
      throw new MalformedException(
          0,
          "CBOR tag 60001 is a TDX or SGX report, which only the machine that made it can check");
    }
    if (tag == SGX_REPORT) {
      throw new MalformedException(
          0, "CBOR tag 60002 is an SGX report, which only the machine that made it can check");
    }
    if (tag != QUOTE) {
      throw new MalformedException(0, "CBOR tag " + tag + "; 60000 (quote) is supported");
    }
  }

  private static Map<String, ByteBuffer> claims(ByteBuffer claims) throws MalformedException {
    Cursor in = new Cursor(claims);
    CborReader cbor = new CborReader(in);
    int count = cbor.map();
    if (count > MAX_CLAIMS) {
      throw new MalformedException(0, count + " claims; " + MAX_CLAIMS + " are supported");
    }
    Map<String, ByteBuffer> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (members.put(cbor.text(), cbor.octets()) != null) {
        throw new MalformedException(0, "its claims have a name twice");
      }
    }
    in.requireEnd();
    return members;
  }

  private static Binding keyBinding(ByteBuffer entry, ByteBuffer key) throws MalformedException {
    Cursor in = new Cursor(entry);
    CborReader cbor = new CborReader(in);
    count(cbor.array(), 2, "hash algorithm and hash");
    String algorithm = algorithm(cbor.unsigned());
    Measurement claimed = Measurement.of(cbor.octets());
    in.requireEnd();
    byte[] bytes = Measurement.of(key).toByteArray();
    return Finding.compared(
        KEY_IN_CLAIMS,
        "pubkey-hash",
        claimed,
        algorithm + " of the certificate's key",
        Measurement.of(Sha2.newDigest(algorithm).digest(bytes)));
  }

  /** By IANA's registry "Named Information Hash Algorithm". */
  private static String algorithm(long id) throws MalformedException {
    if (id == 1) {
      return "SHA-256";
    }
    if (id == 7) {
      return "SHA-384";
    }
    if (id == 8) {
      return "SHA-512";
    }
    throw new MalformedException(0, "hash algorithm " + id + "; 1, 7 and 8 are supported");
  }

  private static void count(int count, int wanted, String what) throws MalformedException {
    if (count != wanted) {
      throw new MalformedException(0, "an array of " + count + "; " + what + " are expected");
    }
  }
}
