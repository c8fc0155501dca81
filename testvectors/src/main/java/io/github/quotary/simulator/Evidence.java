package io.github.quotary.simulator;

import io.github.quotary.simulator.octets.JsonText;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A quote with the collateral to verify it: immutable, and changeable part by part. */
public final class Evidence {
  private final byte[] quote;
  private final Map<CollateralPart, String> collateral;
  private final String rootPem;
  private final Instant at;

  Evidence(byte[] quote, Map<CollateralPart, String> collateral, String rootPem, Instant at) {
    this.quote = quote.clone();
    this.collateral = new EnumMap<>(collateral);
    this.rootPem = rootPem;
    this.at = at;
  }

  /** The quote; a copy. */
  public byte[] quote() {
    return quote.clone();
  }

  /** One part of the collateral. */
  public String part(CollateralPart part) {
    String text = collateral.get(part);
    if (text == null) {
      throw new IllegalStateException("no " + part);
    }
    return text;
  }

  /** PEM: intermediate, root. */
  public String pckCrlIssuerChain() {
    return part(CollateralPart.PCK_CRL_ISSUER_CHAIN);
  }

  /** Hex of the DER encoding. */
  public String rootCaCrl() {
    return part(CollateralPart.ROOT_CA_CRL);
  }

  /** Hex of the DER encoding. */
  public String pckCrl() {
    return part(CollateralPart.PCK_CRL);
  }

  /** PEM: signer, root. */
  public String tcbInfoIssuerChain() {
    return part(CollateralPart.TCB_INFO_ISSUER_CHAIN);
  }

  /** The signed JSON text. */
  public String tcbInfo() {
    return part(CollateralPart.TCB_INFO);
  }

  /** Hex of 64 octets: r, s. */
  public String tcbInfoSignature() {
    return part(CollateralPart.TCB_INFO_SIGNATURE);
  }

  /** PEM: signer, root. */
  public String qeIdentityIssuerChain() {
    return part(CollateralPart.QE_IDENTITY_ISSUER_CHAIN);
  }

  /** The signed JSON text. */
  public String qeIdentity() {
    return part(CollateralPart.QE_IDENTITY);
  }

  /** Hex of 64 octets: r, s. */
  public String qeIdentitySignature() {
    return part(CollateralPart.QE_IDENTITY_SIGNATURE);
  }

  /** The certificate to trust, PEM. */
  public String rootPem() {
    return rootPem;
  }

  /** When the evidence is to be verified. */
  public Instant at() {
    return at;
  }

  /** TCB information with its signature, as Intel serves it. */
  public String tcbInfoEnvelope() {
    return envelope("tcbInfo", tcbInfo(), tcbInfoSignature());
  }

  /** QE identity with its signature, as Intel serves it. */
  public String qeIdentityEnvelope() {
    return envelope("enclaveIdentity", qeIdentity(), qeIdentitySignature());
  }

  /** Joins text and signature without touching a character of the text. */
  private static String envelope(String name, String text, String signature) {
    return "{\"" + name + "\":" + text + ",\"signature\":\"" + signature + "\"}";
  }

  /** The collateral as one JSON object: a member for each {@link CollateralPart}, all strings. */
  public String collateralJson() {
    return JsonText.indented(
        json -> {
          json.writeStartObject();
          for (CollateralPart part : CollateralPart.values()) {
            json.writeStringField(part.key(), part(part));
          }
          json.writeEndObject();
        });
  }

  /** The same evidence with another quote. */
  public Evidence withQuote(byte[] value) {
    return new Evidence(value, collateral, rootPem, at);
  }

  /** The same evidence with one part of the collateral replaced, whatever the text. */
  public Evidence with(CollateralPart part, String value) {
    Map<CollateralPart, String> changed = new EnumMap<>(collateral);
    changed.put(part, value);
    return new Evidence(quote, changed, rootPem, at);
  }

  /** The same evidence with another certificate to trust. */
  public Evidence withRootPem(String value) {
    return new Evidence(quote, collateral, value, at);
  }

  /** The same evidence to be verified at another time. */
  public Evidence withAt(Instant value) {
    return new Evidence(quote, collateral, rootPem, value);
  }
}
