package io.github.quotary.domain.dstack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The events that dstack's guest measures into RTMR3 while it boots. */
public enum SystemEvent {
  /** The guest starts; empty. */
  SYSTEM_PREPARING("system-preparing", Payload.EMPTY),
  /** Hash of the root file system, 32 bytes; versions 0.3 and 0.4. */
  ROOTFS_HASH("rootfs-hash", Payload.HASH),
  /** The app, 20 bytes. */
  APP_ID("app-id", Payload.ID),
  /** The older name of {@link #APP_ID}. */
  UPGRADED_APP_ID("upgraded-app-id", Payload.ID),
  /** SHA-256 of the compose file's bytes, 32 bytes. */
  COMPOSE_HASH("compose-hash", Payload.HASH),
  /** Hash of the CA certificate, 32 bytes; version 0.3. */
  CA_CERT_HASH("ca-cert-hash", Payload.HASH),
  /** SHA-256 of an init script, 32 bytes; up to five of them, in the order they run. */
  INIT_SCRIPT_HASH("init-script-hash", Payload.HASH),
  /** Hash of the GPU policy, 32 bytes. */
  GPU_POLICY_HASH("gpu-policy-hash", Payload.HASH),
  /** What the GPU attests; of any length. */
  GPU_ATTESTATION("gpu-attestation", Payload.ANY),
  /** The instance, 20 bytes; empty where the app has none. */
  INSTANCE_ID("instance-id", Payload.ID_OR_EMPTY),
  /** The end of what the KMS counts as boot; empty. */
  BOOT_MR_DONE("boot-mr-done", Payload.EMPTY),
  /** Measurement of the KMS, 32 bytes. */
  MR_KMS("mr-kms", Payload.HASH),
  /** Hash of the OS image as the KMS knows it, 32 bytes. */
  OS_IMAGE_HASH("os-image-hash", Payload.HASH),
  /** The source of the keys: {@link KeyProvider}. */
  KEY_PROVIDER("key-provider", Payload.ANY),
  /** The file system of the data disk, a short ASCII word. */
  STORAGE_FS("storage-fs", Payload.WORD),
  /** The guest hands over to the app; empty. What follows is the app's. */
  SYSTEM_READY("system-ready", Payload.EMPTY);

  private static final Map<String, SystemEvent> BY_NAME = new HashMap<>();

  static {
    for (SystemEvent event : values()) {
      BY_NAME.put(event.eventName, event);
    }
  }

  private final String eventName;
  private final Payload payload;

  SystemEvent(String eventName, Payload payload) {
    this.eventName = eventName;
    this.payload = payload;
  }

  /** The name in the log. */
  public String eventName() {
    return eventName;
  }

  /** The event of this name; empty if there is none. */
  public static Optional<SystemEvent> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  boolean accepts(ByteBuffer bytes) {
    return payload.accepts(bytes);
  }

  /** The rule for its payload, for display. */
  String payloadRule() {
    return payload.rule;
  }

  private enum Payload {
    EMPTY("nothing"),
    ID("20 bytes"),
    ID_OR_EMPTY("0 or 20 bytes"),
    HASH("32 bytes"),
    WORD("a short ASCII word"),
    ANY("anything");

    private static final int ID_SIZE = 20;
    private static final int HASH_SIZE = 32;

    private final String rule;

    Payload(String rule) {
      this.rule = rule;
    }

    boolean accepts(ByteBuffer bytes) {
      int size = bytes.remaining();
      return switch (this) {
        case EMPTY -> size == 0;
        case ID -> size == ID_SIZE;
        case ID_OR_EMPTY -> size == ID_SIZE || size == 0;
        case HASH -> size == HASH_SIZE;
        case WORD ->
            StandardCharsets.ISO_8859_1
                .decode(bytes.duplicate())
                .toString()
                .matches("[a-z0-9]{1,16}");
        case ANY -> true;
      };
    }
  }
}
