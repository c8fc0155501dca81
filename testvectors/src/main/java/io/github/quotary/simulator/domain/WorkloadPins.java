package io.github.quotary.simulator.domain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.Json;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an honest operator publishes about the workload, for a policy to pin. Hashes and ids are
 * lower-case hex.
 *
 * @param appId 20 octets
 * @param composeHash SHA-256 of the compose file
 * @param composeFile text of {@code app-compose.json}
 * @param instanceId 20 octets, or empty
 * @param images the OS image, and one for development that the operator knows of
 * @param keyProvider {@code none}, {@code kms}, {@code local-sgx} or {@code tpm}
 * @param keyProviderId which one
 * @param accountUri the ACME account
 * @param mrConfigDocument the document behind MRCONFIGID of version 3; empty for other versions
 */
@RecordBuilder
public record WorkloadPins(
    String appId,
    String composeHash,
    String composeFile,
    String instanceId,
    List<ImagePins> images,
    String keyProvider,
    String keyProviderId,
    String accountUri,
    String mrConfigDocument)
    implements WorkloadPinsBuilder.With {

  private static final String COMPOSE_FILE = "app-compose.json";
  private static final String MR_CONFIG_FILE = "mr-config.json";

  /** Copies the list. */
  public WorkloadPins {
    images = List.copyOf(images);
  }

  /** Hash of the OS image that the workload runs on. */
  public String osImageHash() {
    return images.get(0).osImageHash();
  }

  /** MRTD of that image, 48 octets. */
  public String mrTd() {
    return images.get(0).mrTd();
  }

  /** RTMR1 of that image, 48 octets. */
  public String rtmr1() {
    return images.get(0).rtmr1();
  }

  /** RTMR2 of that image, 48 octets. */
  public String rtmr2() {
    return images.get(0).rtmr2();
  }

  /**
   * A domain policy, JSON, that pins all of this. It names {@link #policyFiles()}.
   *
   * @param waived ids of checks that it waives, such as {@code CT-1}
   * @param required ids of further checks that it demands
   */
  public String policyJson(Set<String> waived, Set<String> required) {
    return Json.object(
        json -> {
          writeStrings(json, "composeFiles", List.of(COMPOSE_FILE));
          writeStrings(json, "appIds", List.of(appId));
          json.writeArrayFieldStart("osImages");
          for (ImagePins image : images) {
            write(json, image);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("keyProviders");
          json.writeStartObject();
          json.writeStringField("kind", keyProvider);
          if (!keyProviderId.isEmpty()) {
            json.writeStringField("id", keyProviderId);
          }
          json.writeEndObject();
          json.writeEndArray();
          writeStrings(json, "acmeAccounts", List.of(accountUri));
          if (!mrConfigDocument.isEmpty()) {
            writeStrings(json, "mrConfigDocuments", List.of(MR_CONFIG_FILE));
          }
          writeStrings(json, "waived", waived.stream().sorted().toList());
          writeStrings(json, "required", required.stream().sorted().toList());
        });
  }

  /**
   * Contents of the files that the policy names: {@code app-compose.json}, and {@code
   * mr-config.json} if there is {@link #mrConfigDocument()}.
   */
  public Map<String, String> policyFiles() {
    return mrConfigDocument.isEmpty()
        ? Map.of(COMPOSE_FILE, composeFile)
        : Map.of(COMPOSE_FILE, composeFile, MR_CONFIG_FILE, mrConfigDocument);
  }

  private static void write(JsonGenerator json, ImagePins image) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", image.label());
    json.writeStringField("mrTd", image.mrTd());
    json.writeStringField("rtmr1", image.rtmr1());
    json.writeStringField("rtmr2", image.rtmr2());
    json.writeBooleanField("development", image.development());
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
