package io.github.quotary.pcs.document;

import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import java.util.Locale;

/**
 * Derives a document's key from its content, unverified.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class DocumentIdentity {
  private DocumentIdentity() {}

  /**
   * The key of a signed JSON document or of a revocation list in DER.
   *
   * @param update the data set, which the content does not name
   */
  public static DocumentKey of(byte[] body, TcbUpdate update) throws Refusal {
    if (body.length == 0 || body[0] != '{') {
      return ofRevocationList(body);
    }
    for (String member :
        new String[] {
          SignedEnvelope.TCB_INFO,
          SignedEnvelope.ENCLAVE_IDENTITY,
          SignedEnvelope.EVALUATION_DATA_NUMBERS
        }) {
      if (SignedEnvelope.hasMember(body, member)) {
        return ofSigned(SignedEnvelope.parse(body, member), member, update);
      }
    }
    throw new Refusal(FailureKind.MALFORMED, "it is not an Intel collateral document");
  }

  private static DocumentKey ofSigned(SignedEnvelope envelope, String member, TcbUpdate update)
      throws Refusal {
    String id = envelope.scalar("id").orElse(TeeType.SGX.name());
    if (member.equals(SignedEnvelope.TCB_INFO)) {
      String fmspc = envelope.requireScalar("fmspc");
      if (!fmspc.matches("[0-9a-fA-F]{12}")) {
        throw new Refusal(FailureKind.MALFORMED, "its FMSPC is " + fmspc);
      }
      return new DocumentKey.TcbInfo(tee(id), Measurement.fromHex(fmspc), update);
    }
    if (member.equals(SignedEnvelope.ENCLAVE_IDENTITY)) {
      return switch (id) {
        case "QE" -> new DocumentKey.QeIdentity(TeeType.SGX, update);
        case "TD_QE" -> new DocumentKey.QeIdentity(TeeType.TDX, update);
        default -> throw new Refusal(FailureKind.MISMATCH, "it is the identity of " + id);
      };
    }
    return new DocumentKey.EvaluationDataNumbers(tee(id));
  }

  private static TeeType tee(String id) throws Refusal {
    for (TeeType type : TeeType.values()) {
      if (type.name().equals(id)) {
        return type;
      }
    }
    throw new Refusal(FailureKind.MALFORMED, "its id is " + id);
  }

  private static DocumentKey ofRevocationList(byte[] der) throws Refusal {
    String issuer = DocumentFacts.crl(der).issuer().commonName().toLowerCase(Locale.ROOT);
    for (CaType ca : CaType.values()) {
      if (issuer.contains(ca.parameter())) {
        return new DocumentKey.PckCrl(ca);
      }
    }
    if (issuer.contains("root ca")) {
      return DocumentKey.RootCaCrl.INSTANCE;
    }
    throw new Refusal(FailureKind.MISMATCH, "it is a revocation list of " + issuer);
  }
}
