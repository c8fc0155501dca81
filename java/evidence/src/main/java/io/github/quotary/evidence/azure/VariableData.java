package io.github.quotary.evidence.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.jspecify.annotations.Nullable;

/** The variable data of an HCL report: JSON Web Keys of the TPM, and data of the user's. */
final class VariableData {
  private static final String ATTESTATION_KEY = "HCLAkPub";
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 4096;
  private static final int MAX_EXPONENT_BITS = 64;

  private final ObjectNode json;

  private VariableData(ObjectNode json) {
    this.json = json;
  }

  static VariableData parse(ByteBuffer bytes) throws MalformedException {
    return new VariableData(StrictJson.object(Measurement.of(bytes).toByteArray()));
  }

  /** The user's data; hexadecimal. */
  Optional<String> userData() throws MalformedException {
    return StrictJson.optionalString(json, "user-data");
  }

  /** Whether the attestation key made this signature (RSA, PKCS #1 v1.5, SHA-256). */
  boolean signed(ByteBuffer message, ByteBuffer signature) throws MalformedException {
    byte[] signed = Measurement.of(message).toByteArray();
    RSADigestSigner signer = new RSADigestSigner(new SHA256Digest());
    signer.init(false, attestationKey());
    signer.update(signed, 0, signed.length);
    return signer.verifySignature(Measurement.of(signature).toByteArray());
  }

  private RSAKeyParameters attestationKey() throws MalformedException {
    JsonNode found = null;
    for (JsonNode key : json.path("keys")) {
      if (key.path("kid").asText().equals(ATTESTATION_KEY)) {
        if (found != null) {
          throw new MalformedException(0, "two keys " + ATTESTATION_KEY);
        }
        found = key;
      }
    }
    return rsa(found);
  }

  private static RSAKeyParameters rsa(@Nullable JsonNode key) throws MalformedException {
    if (key == null || !key.path("kty").asText().equals("RSA")) {
      throw new MalformedException(0, "no RSA key " + ATTESTATION_KEY);
    }
    BigInteger modulus = integer(key, "n");
    BigInteger exponent = integer(key, "e");
    int bits = modulus.bitLength();
    if (bits < MIN_BITS || bits > MAX_BITS || exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw new MalformedException(0, ATTESTATION_KEY + " has " + bits + " bits");
    }
    try {
      return new RSAKeyParameters(false, modulus, exponent);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, ATTESTATION_KEY + " is not a valid RSA key");
    }
  }

  private static BigInteger integer(JsonNode key, String name) throws MalformedException {
    String text = StrictJson.string(key, name);
    try {
      return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, "member " + name + " is not base64url");
    }
  }
}
