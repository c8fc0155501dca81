package io.github.quotary.pcs.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.pcs.document.CrlText;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentIdentity;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Collateral of one platform as the common JSON object. The engine parses it ({@link
 * Collateral#fromJson}); this class writes it and splits it into documents.
 */
final class QuoteCollateralJson {
  private QuoteCollateralJson() {}

  /** Chains in PEM, revocation lists in hexadecimal, each signed text next to its signature. */
  static byte[] write(Collateral collateral) throws Refusal {
    SignedEnvelope tcbInfo = SignedEnvelope.parse(collateral.tcbInfo(), SignedEnvelope.TCB_INFO);
    SignedEnvelope qeIdentity =
        SignedEnvelope.parse(collateral.qeIdentity(), SignedEnvelope.ENCLAVE_IDENTITY);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(StrictJson.prettyPrinter());
      json.writeStartObject();
      text(json, "pck_crl_issuer_chain", collateral.pckCrlIssuerChain());
      json.writeStringField("root_ca_crl", HexFormat.of().formatHex(collateral.rootCaCrl()));
      json.writeStringField("pck_crl", HexFormat.of().formatHex(collateral.pckCrl()));
      text(json, "tcb_info_issuer_chain", collateral.tcbInfoIssuerChain());
      text(json, "tcb_info", tcbInfo.text());
      json.writeStringField("tcb_info_signature", tcbInfo.signature());
      text(json, "qe_identity_issuer_chain", collateral.qeIdentityIssuerChain());
      text(json, "qe_identity", qeIdentity.text());
      json.writeStringField("qe_identity_signature", qeIdentity.signature());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void text(JsonGenerator json, String name, byte[] utf8) throws IOException {
    json.writeStringField(name, new String(utf8, StandardCharsets.UTF_8));
  }

  /** The four documents. The format does not name a data set, so they count as standard. */
  static List<ReceivedDocument> documents(Collateral collateral, String origin) throws Refusal {
    List<ReceivedDocument> documents = new ArrayList<>();
    byte[] tcbChain = collateral.tcbInfoIssuerChain();
    documents.add(document(collateral.tcbInfo(), tcbChain, origin));
    documents.add(document(collateral.qeIdentity(), collateral.qeIdentityIssuerChain(), origin));
    documents.add(
        document(CrlText.toDer(collateral.pckCrl()), collateral.pckCrlIssuerChain(), origin));
    byte[] root =
        DocumentFacts.chain(tcbChain)
            .root()
            .map(DocumentChecks::pem)
            .orElseThrow(
                () -> new Refusal(FailureKind.MALFORMED, "the TCB info's chain has no root"));
    documents.add(document(CrlText.toDer(collateral.rootCaCrl()), root, origin));
    return documents;
  }

  private static ReceivedDocument document(byte[] body, byte[] chain, String origin)
      throws Refusal {
    return new ReceivedDocument(
        DocumentIdentity.of(body, TcbUpdate.STANDARD), body, chain, origin, Instant.EPOCH);
  }
}
