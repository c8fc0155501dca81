package io.github.quotary.domain.dstack;

import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.ProvenEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The workload's identity, from its system events.
 *
 * @param appId the app, 20 bytes: by default the first 20 of the compose hash, but it may be
 *     anything, such as the address of a contract; what code runs is {@code composeHash}
 * @param composeHash SHA-256 of the compose file's bytes, 32 bytes
 * @param instanceId the instance, 20 bytes; empty where the app has none
 * @param keyProvider the source of the keys; empty before version 0.4 and while the guest boots
 * @param osImageHash hash of the OS image as the KMS knows it, 32 bytes; not what was booted, which
 *     MRTD and RTMR0 to RTMR2 say
 * @param mrKms measurement of the KMS, 32 bytes
 * @param rootfsHash hash of the root file system, 32 bytes
 * @param caCertHash hash of the CA certificate, 32 bytes
 * @param initScriptHashes SHA-256 of the init scripts, in the order they run
 * @param gpuPolicyHash hash of the GPU policy, 32 bytes
 * @param storageFs file system of the data disk
 */
public record AppIdentity(
    Measurement appId,
    Measurement composeHash,
    Optional<Measurement> instanceId,
    Optional<KeyProvider> keyProvider,
    Optional<Measurement> osImageHash,
    Optional<Measurement> mrKms,
    Optional<Measurement> rootfsHash,
    Optional<Measurement> caCertHash,
    List<Measurement> initScriptHashes,
    Optional<Measurement> gpuPolicyHash,
    Optional<String> storageFs) {
  /** Copies the list. */
  public AppIdentity {
    initScriptHashes = List.copyOf(initScriptHashes);
  }

  static AppIdentity of(SystemEvents events) {
    return new AppIdentity(
        bytes(events, SystemEvent.APP_ID)
            .or(() -> bytes(events, SystemEvent.UPGRADED_APP_ID))
            .orElseThrow(),
        bytes(events, SystemEvent.COMPOSE_HASH).orElseThrow(),
        bytes(events, SystemEvent.INSTANCE_ID).filter(id -> id.size() > 0),
        events.find(SystemEvent.KEY_PROVIDER).flatMap(event -> KeyProvider.parse(event.payload())),
        bytes(events, SystemEvent.OS_IMAGE_HASH),
        bytes(events, SystemEvent.MR_KMS),
        bytes(events, SystemEvent.ROOTFS_HASH),
        bytes(events, SystemEvent.CA_CERT_HASH),
        events.all(SystemEvent.INIT_SCRIPT_HASH).stream()
            .map(ProvenEvent::payload)
            .map(Measurement::of)
            .toList(),
        bytes(events, SystemEvent.GPU_POLICY_HASH),
        events
            .find(SystemEvent.STORAGE_FS)
            .map(event -> StandardCharsets.US_ASCII.decode(event.payload()).toString()));
  }

  private static Optional<Measurement> bytes(SystemEvents events, SystemEvent event) {
    return events.find(event).map(ProvenEvent::payload).map(Measurement::of);
  }
}
