package io.github.quotary.evidence.ear;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** Signs claims as a JWT (RFC 7519) of the type {@code eat+jwt} (RFC 9782). */
public final class EarSigner {
  private static final JOSEObjectType TYPE = new JOSEObjectType("eat+jwt");

  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  private final ECKey key;

  private EarSigner(ECKey key) {
    this.key = key;
  }

  /**
   * A signer with this key.
   *
   * @param jwk a private elliptic-curve key (RFC 7517): P-256, P-384 or P-521
   * @throws IllegalArgumentException if it is not one
   */
  public static EarSigner of(byte[] jwk) {
    try {
      byte[] text = JsonInput.withoutMark(jwk);
      if (!JsonInput.tree(text).isObject()) {
        throw new IllegalArgumentException("The key is not a JSON object");
      }
      JWK parsed = JWK.parse(new String(text, StandardCharsets.UTF_8));
      if (!(parsed instanceof ECKey ec) || !ec.isPrivate()) {
        throw new IllegalArgumentException("The key is not a private elliptic-curve key");
      }
      if (!CURVES.contains(ec.getCurve())) {
        throw new IllegalArgumentException(
            "The key is on " + ec.getCurve() + "; give one on P-256, P-384 or P-521");
      }
      return tried(ec);
    } catch (JsonInputException e) {
      throw new IllegalArgumentException("The key is not valid JSON: " + e.problem(), e);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "The key is not a valid JWK; write"
              + " {\"kty\": \"EC\", \"crv\": \"P-256\", \"x\", \"y\", \"d\"}",
          e);
    }
  }

  /** A signer, if the key can sign and its two halves belong together. */
  private static EarSigner tried(ECKey key) {
    try {
      EarSigner signer = new EarSigner(key);
      JWSObject token = JWSObject.parse(signer.sign(Map.of()));
      if (token.verify(new ECDSAVerifier(key.toECPublicKey()))) {
        return signer;
      }
    } catch (JOSEException | ParseException e) {
      throw new IllegalArgumentException("The key cannot sign: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("The key is not valid: d does not belong to x and y");
  }

  /** The public half as a JWK with its {@code kid}, {@code alg} and {@code use}. */
  public Map<String, Object> publicKey() {
    try {
      return new ECKey.Builder(key.toPublicJWK())
          .keyID(keyId())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(algorithm(new ECDSASigner(key)))
          .build()
          .toJSONObject();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The key cannot sign: " + e.getMessage(), e);
    }
  }

  private String keyId() throws JOSEException {
    return key.getKeyID() != null ? key.getKeyID() : key.computeThumbprint().toString();
  }

  /**
   * The claims as a signed token, in the compact form.
   *
   * @throws IllegalArgumentException if the key cannot sign
   */
  public String sign(Map<String, Object> claims) {
    try {
      ECDSASigner signer = new ECDSASigner(key);
      JWSHeader header = new JWSHeader.Builder(algorithm(signer)).type(TYPE).keyID(keyId()).build();
      JWSObject token = new JWSObject(header, new Payload(claims));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The key cannot sign: " + e.getMessage(), e);
    }
  }

  private static JWSAlgorithm algorithm(ECDSASigner signer) {
    return signer.supportedJWSAlgorithms().iterator().next();
  }
}
