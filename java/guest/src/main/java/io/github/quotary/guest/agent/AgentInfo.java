package io.github.quotary.guest.agent;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent tells of its guest, as it came: hashes and identifiers in hexadecimal, documents
 * as texts of JSON. All but the app's id may be absent, which an empty text counts as. It proves
 * nothing: it has no signature. Immutable.
 */
public final class AgentInfo {
  private static final String APP_ID = "app_id";
  private static final String TCB_INFO = "tcb_info";
  private static final String KEY_PROVIDER_INFO = "key_provider_info";
  private static final String VM_CONFIG = "vm_config";

  private static final List<String> TEXTS =
      List.of(
          "instance_id",
          "app_cert",
          "app_name",
          "device_id",
          "mr_aggregated",
          "os_image_hash",
          "compose_hash",
          "cloud_vendor",
          "cloud_product");

  private final ByteBuffer json;
  private final Map<String, String> members;

  private AgentInfo(ByteBuffer json, Map<String, String> members) {
    this.json = json;
    this.members = Map.copyOf(members);
  }

  static AgentInfo read(byte[] json, AgentObject answer) throws AgentFormatException {
    Map<String, String> members = new HashMap<>();
    members.put(APP_ID, answer.text(APP_ID));
    for (String name : TEXTS) {
      answer.optionalText(name).ifPresent(text -> members.put(name, text));
    }
    for (String name : List.of(TCB_INFO, KEY_PROVIDER_INFO, VM_CONFIG)) {
      answer.textOrJson(name).ifPresent(text -> members.put(name, text));
    }
    return new AgentInfo(ByteBuffer.wrap(json.clone()).asReadOnlyBuffer(), members);
  }

  /** The whole answer, byte for byte; a read-only view. */
  public ByteBuffer json() {
    return json.duplicate();
  }

  /** The app's id: 20 bytes, hexadecimal. */
  public String appId() {
    return member(APP_ID).orElse("");
  }

  /** The instance's id: 20 bytes, hexadecimal. */
  public Optional<String> instanceId() {
    return member("instance_id");
  }

  /** The app's certificate, a chain in PEM. */
  public Optional<String> appCert() {
    return member("app_cert");
  }

  /** Measurements, the compose file and the event log: JSON. */
  public Optional<String> tcbInfo() {
    return member(TCB_INFO);
  }

  /** The name that the operator gave to the app. */
  public Optional<String> appName() {
    return member("app_name");
  }

  /** The device's id: 32 bytes, hexadecimal. */
  public Optional<String> deviceId() {
    return member("device_id");
  }

  /** The hash over all measurements: 32 bytes, hexadecimal. */
  public Optional<String> mrAggregated() {
    return member("mr_aggregated");
  }

  /** The hash of the OS image: 32 bytes, hexadecimal. */
  public Optional<String> osImageHash() {
    return member("os_image_hash");
  }

  /** The source of the app's keys: JSON with {@code name} and {@code id}. */
  public Optional<String> keyProviderInfo() {
    return member(KEY_PROVIDER_INFO);
  }

  /** SHA-256 of the compose file: 32 bytes, hexadecimal. */
  public Optional<String> composeHash() {
    return member("compose_hash");
  }

  /** The VM's configuration: JSON. */
  public Optional<String> vmConfig() {
    return member(VM_CONFIG);
  }

  /** Who the cloud is, as the firmware says; newer agents only. */
  public Optional<String> cloudVendor() {
    return member("cloud_vendor");
  }

  /** Which product of the cloud, as the firmware says; newer agents only. */
  public Optional<String> cloudProduct() {
    return member("cloud_product");
  }

  private Optional<String> member(String name) {
    return Optional.ofNullable(members.get(name));
  }
}
