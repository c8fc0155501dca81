package io.github.quotary.simulator.dstack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.Measure;
import java.io.IOException;
import java.util.List;

/** JSON documents of dstack, in canonical form: members sorted, no white space. */
final class DstackDocuments {
  private DstackDocuments() {}

  /** An {@code app-compose.json} with nothing in it that would have to be reviewed. */
  static String composeFile(DstackEra era) {
    return JsonText.compact(
        json -> {
          json.writeStartObject();
          JsonText.strings(json, "allowed_envs", List.of());
          json.writeStringField(
              "docker_compose_file",
              "services:\n  app:\n    image: registry.example/app@sha256:"
                  + Measure.sha256("container image")
                  + "\n");
          if (era.digest() == RuntimeDigest.V2) {
            json.writeNumberField("event_log_version", era.digest().number());
          }
          json.writeBooleanField("gateway_enabled", true);
          json.writeBooleanField("kms_enabled", true);
          json.writeNumberField("manifest_version", 2);
          json.writeStringField("name", "simulated");
          json.writeBooleanField("public_logs", false);
          json.writeBooleanField("public_sysinfo", false);
          json.writeBooleanField("public_tcbinfo", true);
          json.writeStringField("runner", "docker-compose");
          json.writeEndObject();
        });
  }

  /** The document behind MRCONFIGID of version 3; it pins everything that can be pinned. */
  static String mrConfig(DstackApp app) {
    return JsonText.compact(
        json -> {
          json.writeStartObject();
          json.writeStringField("app_id", app.appId());
          json.writeStringField("compose_hash", app.composeHash());
          for (String hash : app.payloads("gpu-policy-hash")) {
            json.writeStringField("gpu_policy_hash", hash);
          }
          JsonText.strings(json, "init_script_hashes", app.payloads("init-script-hash"));
          writeUnlessEmpty(json, "instance_id", app.instanceId());
          json.writeStringField("key_provider", app.keyProvider().configName());
          writeUnlessEmpty(json, "key_provider_id", app.keyProvider().id());
          json.writeNumberField("version", MrConfigVersion.V3.number());
          json.writeEndObject();
        });
  }

  private static void writeUnlessEmpty(JsonGenerator json, String name, String value)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
