package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The source of the workload's keys.
 *
 * @param kind what kind of provider
 * @param id which one: of a KMS the public key of its root CA (DER), of local-sgx the enclave's
 *     MRENCLAVE; may be empty
 */
public record KeyProvider(Kind kind, Measurement id) {
  /** Kinds of key providers. */
  public enum Kind {
    /** Keys are made by the guest and are gone with it. */
    NONE("none", "none", 0),
    /** An SGX enclave on the same machine. */
    LOCAL_SGX("local-sgx", "local", 1),
    /** A key management service. */
    KMS("kms", "kms", 2),
    /** A TPM. */
    TPM("tpm", "tpm", 3);

    private final String eventName;
    private final String configName;
    private final int code;

    Kind(String eventName, String configName, int code) {
      this.eventName = eventName;
      this.configName = configName;
      this.code = code;
    }

    /** The name in the event {@code key-provider}. */
    public String eventName() {
      return eventName;
    }

    /** The name in a configuration document. */
    String configName() {
      return configName;
    }

    /** The byte in MRCONFIGID of version 2. */
    int code() {
      return code;
    }
  }

  /** The provider that the payload {@code {"name":...,"id":"<hex>"}} names; empty if malformed. */
  static Optional<KeyProvider> parse(ByteBuffer payload) {
    byte[] json = new byte[payload.remaining()];
    payload.duplicate().get(json);
    try {
      JsonNode object = StrictJson.object(json);
      String name = StrictJson.string(object, "name");
      Measurement id = StrictJson.hex(object, "id");
      for (Kind kind : Kind.values()) {
        if (kind.eventName.equals(name)) {
          return Optional.of(new KeyProvider(kind, id));
        }
      }
      return Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
