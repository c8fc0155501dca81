package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Der;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.octets.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who gives a dstack app its keys.
 *
 * @param name {@code none}, {@code local-sgx}, {@code kms} or {@code tpm}; anything else is none of
 *     dstack's
 * @param id which one, hex: of a KMS the public key of its root CA, DER; of local-sgx an MRENCLAVE
 */
public record KeyProviderSpec(String name, String id) {
  /** In the order of their numbers in MRCONFIGID of version 2. */
  private static final List<String> NAMES = List.of("none", "local-sgx", "kms", "tpm");

  /** No key provider. */
  public static KeyProviderSpec none() {
    return new KeyProviderSpec("none", "");
  }

  /** A KMS whose root CA has this public key, hex of DER. */
  public static KeyProviderSpec kms(String publicKey) {
    return new KeyProviderSpec("kms", publicKey);
  }

  /** The enclave beside the TD, by its MRENCLAVE, hex of 32 octets. */
  public static KeyProviderSpec localSgx(String mrEnclave) {
    return new KeyProviderSpec("local-sgx", mrEnclave);
  }

  /** The simulator's own KMS: a P-256 key that is the same for every seed. */
  static KeyProviderSpec simulated() {
    return kms(Hex.of(Der.encode(SigningKey.derive(0, "dstack KMS").publicKeyInfo())));
  }

  /** Payload of the event {@code key-provider}, hex of JSON. */
  String payload() {
    String json =
        JsonText.compact(
            object -> {
              object.writeStartObject();
              object.writeStringField("name", name);
              object.writeStringField("id", id);
              object.writeEndObject();
            });
    return Hex.of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The number in MRCONFIGID of version 2. */
  int number() {
    int number = NAMES.indexOf(name);
    if (number < 0) {
      throw new IllegalArgumentException("MRCONFIGID has no number for key provider " + name);
    }
    return number;
  }

  /** The name in the document of MRCONFIGID of version 3. */
  String configName() {
    return name.equals("local-sgx") ? "local" : name;
  }
}
