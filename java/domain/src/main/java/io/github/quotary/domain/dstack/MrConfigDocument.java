package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the host launched, according to the document behind MRCONFIGID version 3. The hash covers
 * its exact bytes.
 *
 * @param digest SHA-256 of {@code "dstack-mr-config-v3:"}, a NUL and the document, 32 bytes
 * @param composeHash SHA-256 of the compose file, 32 bytes
 * @param keyProvider kind of key provider
 * @param appId the app, if it is pinned, 20 bytes
 * @param keyProviderId the key provider, if it is pinned
 * @param instanceId the instance, if it is pinned, 20 bytes
 * @param gpuPolicyHash hash of the GPU policy, if it is pinned, 32 bytes
 * @param initScriptHashes SHA-256 of the init scripts in order, if they are pinned; an empty list
 *     allows none
 */
public record MrConfigDocument(
    Measurement digest,
    Measurement composeHash,
    KeyProvider.Kind keyProvider,
    Optional<Measurement> appId,
    Optional<Measurement> keyProviderId,
    Optional<Measurement> instanceId,
    Optional<Measurement> gpuPolicyHash,
    Optional<List<Measurement>> initScriptHashes) {
  private static final byte[] DOMAIN = "dstack-mr-config-v3:\0".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int HASH_SIZE = 32;
  private static final int ID_SIZE = 20;

  private static final Set<String> MEMBERS =
      Set.of(
          "version",
          "app_id",
          "compose_hash",
          "gpu_policy_hash",
          "key_provider",
          "key_provider_id",
          "instance_id",
          "init_script_hashes");

  /** Reads a document: strict JSON, without unknown members. */
  public static Reading<MrConfigDocument> read(byte[] document) {
    try {
      return Reading.of(parse(document));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  /**
   * The document behind an MRCONFIGID, made from the identity that a log proves: empty unless it is
   * in canonical form and says nothing else.
   */
  public static Optional<MrConfigDocument> of(MrConfigId.DocumentDigest id, AppIdentity identity) {
    return MrConfigGuess.find(id.digest(), identity);
  }

  private static MrConfigDocument parse(byte[] document) throws MalformedException {
    ObjectNode json = StrictJson.object(document);
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      throw new MalformedException(0, "unknown members: " + unknown);
    }
    JsonNode version = json.path("version");
    if (!version.isMissingNode() && !(version.isInt() && version.intValue() == VERSION)) {
      throw new MalformedException(0, "version is not 3");
    }
    return new MrConfigDocument(
        Measurement.of(Sha2.sha256(ByteBuffer.wrap(DOMAIN), ByteBuffer.wrap(document))),
        StrictJson.hex(json, "compose_hash", HASH_SIZE),
        kind(StrictJson.string(json, "key_provider")),
        StrictJson.optionalHex(json, "app_id", ID_SIZE),
        keyProviderId(json),
        StrictJson.optionalHex(json, "instance_id", ID_SIZE),
        StrictJson.optionalHex(json, "gpu_policy_hash", HASH_SIZE),
        initScriptHashes(json));
  }

  private static KeyProvider.Kind kind(String name) throws MalformedException {
    for (KeyProvider.Kind kind : KeyProvider.Kind.values()) {
      if (kind.configName().equals(name)) {
        return kind;
      }
    }
    throw new MalformedException(0, "key_provider must be none, local, kms or tpm");
  }

  private static Optional<Measurement> keyProviderId(JsonNode json) throws MalformedException {
    return json.hasNonNull("key_provider_id")
        ? Optional.of(StrictJson.hex(json, "key_provider_id")).filter(id -> id.size() > 0)
        : Optional.empty();
  }

  private static Optional<List<Measurement>> initScriptHashes(JsonNode json)
      throws MalformedException {
    JsonNode hashes = json.path("init_script_hashes");
    if (hashes.isMissingNode() || hashes.isNull()) {
      return Optional.empty();
    }
    if (!hashes.isArray()) {
      throw new MalformedException(0, "member init_script_hashes is not an array");
    }
    List<Measurement> list = new ArrayList<>();
    for (JsonNode hash : hashes) {
      Measurement value = StrictJson.hex(hash.asText(), "an init script's hash");
      if (!hash.isTextual() || value.size() != HASH_SIZE) {
        throw new MalformedException(0, "an init script's hash does not have 32 bytes");
      }
      list.add(value);
    }
    return Optional.of(List.copyOf(list));
  }
}
