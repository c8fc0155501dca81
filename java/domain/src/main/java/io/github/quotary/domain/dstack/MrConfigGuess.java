package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Measurement;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the document behind MRCONFIGID of version 3 from an identity: nothing is in it that the log
 * does not prove, but each of its optional members may be left out, so all choices are tried.
 */
final class MrConfigGuess {
  /** Members that may be left out, in canonical order. */
  private static final int OPTIONAL = 5;

  private static final int VERSION = 3;

  private final AppIdentity identity;

  private MrConfigGuess(AppIdentity identity) {
    this.identity = identity;
  }

  /** The document of this digest, if it says what the identity says, in canonical form. */
  static Optional<MrConfigDocument> find(Measurement digest, AppIdentity identity) {
    MrConfigGuess guess = new MrConfigGuess(identity);
    for (int choice = 0; choice < 1 << OPTIONAL; choice++) {
      Optional<MrConfigDocument> document =
          MrConfigDocument.read(guess.document(choice))
              .found()
              .filter(made -> made.digest().equals(digest));
      if (document.isPresent()) {
        return document;
      }
    }
    return Optional.empty();
  }

  /** Without white space and with sorted members; hexadecimal needs no escapes. */
  private byte[] document(int choice) {
    Map<String, Object> members = new TreeMap<>();
    members.put("compose_hash", identity.composeHash());
    members.put("key_provider", kind().configName());
    if ((choice & 1) != 0) {
      members.put("app_id", identity.appId());
    }
    if ((choice & 2) != 0) {
      identity.gpuPolicyHash().ifPresent(hash -> members.put("gpu_policy_hash", hash));
    }
    if ((choice & 4) != 0) {
      identity.instanceId().ifPresent(id -> members.put("instance_id", id));
    }
    if ((choice & 8) != 0) {
      identity
          .keyProvider()
          .map(KeyProvider::id)
          .filter(id -> id.size() > 0)
          .ifPresent(id -> members.put("key_provider_id", id));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Object> member : members.entrySet()) {
      if (member.getKey().compareTo("init_script_hashes") > 0 && (choice & 16) != 0) {
        addScripts(json);
      }
      json.put(member.getKey(), member.getValue().toString());
    }
    return json.put("version", VERSION).toString().getBytes(StandardCharsets.UTF_8);
  }

  private void addScripts(ObjectNode json) {
    if (!json.has("init_script_hashes")) {
      ArrayNode scripts = json.putArray("init_script_hashes");
      identity.initScriptHashes().forEach(hash -> scripts.add(hash.toString()));
    }
  }

  private KeyProvider.Kind kind() {
    return identity.keyProvider().map(KeyProvider::kind).orElse(KeyProvider.Kind.NONE);
  }
}
