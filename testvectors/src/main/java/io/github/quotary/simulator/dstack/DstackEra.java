package io.github.quotary.simulator.dstack;

import java.util.List;

/** Versions of dstack that differ in what their guest measures and how their logs are written. */
public enum DstackEra {
  /** 0.3: no end of the sequence, no key provider; MRCONFIGID is not used. */
  V0_3(
      "0.3",
      RuntimeDigest.V1,
      EventLogForm.COMPLETE,
      MrConfigVersion.NONE,
      "rootfs-hash app-id compose-hash ca-cert-hash instance-id"),
  /** 0.4: MRCONFIGID is not used. */
  V0_4(
      "0.4",
      RuntimeDigest.V1,
      EventLogForm.COMPLETE,
      MrConfigVersion.NONE,
      "system-preparing rootfs-hash app-id compose-hash instance-id boot-mr-done key-provider"
          + " system-ready"),
  /** 0.5.2 to 0.5.4: complete logs, the compose hash in MRCONFIGID. */
  V0_5(
      "0.5",
      RuntimeDigest.V1,
      EventLogForm.COMPLETE,
      MrConfigVersion.V1,
      "system-preparing app-id compose-hash instance-id boot-mr-done mr-kms os-image-hash"
          + " key-provider system-ready"),
  /** 0.5.5: logs without the payloads of RTMR0 to RTMR2. */
  V0_5_5(
      "0.5.5", RuntimeDigest.V1, EventLogForm.WITHOUT_BOOT_PAYLOADS, MrConfigVersion.V1, from055()),
  /** 0.5.6 to 0.5.11: run-time events without digests, too. */
  V0_5_6(
      "0.5.6",
      RuntimeDigest.V1,
      EventLogForm.WITHOUT_RUNTIME_DIGESTS,
      MrConfigVersion.V2,
      from055()),
  /** 0.5.10 and 0.5.11 where the compose file asks for logs of version 2. */
  V0_5_10(
      "0.5.10",
      RuntimeDigest.V2,
      EventLogForm.WITHOUT_BOOT_PAYLOADS,
      MrConfigVersion.V2,
      from055()),
  /** 0.6: init scripts, a GPU policy; a document behind MRCONFIGID. */
  V0_6(
      "0.6",
      RuntimeDigest.V2,
      EventLogForm.WITHOUT_RUNTIME_DIGESTS,
      MrConfigVersion.V3,
      "system-preparing app-id compose-hash init-script-hash gpu-policy-hash instance-id"
          + " boot-mr-done os-image-hash key-provider storage-fs system-ready");

  private final String id;
  private final RuntimeDigest digest;
  private final EventLogForm form;
  private final MrConfigVersion mrConfig;
  private final List<String> sequence;

  DstackEra(
      String id,
      RuntimeDigest digest,
      EventLogForm form,
      MrConfigVersion mrConfig,
      String sequence) {
    this.id = id;
    this.digest = digest;
    this.form = form;
    this.mrConfig = mrConfig;
    this.sequence = List.of(sequence.split(" "));
  }

  private static String from055() {
    return "system-preparing app-id compose-hash instance-id boot-mr-done mr-kms os-image-hash"
        + " key-provider storage-fs system-ready";
  }

  /** The first version of the era: {@code 0.5.5}. */
  public String id() {
    return id;
  }

  /** How run-time events are hashed. */
  public RuntimeDigest digest() {
    return digest;
  }

  /** What a quote's JSON log has. */
  public EventLogForm form() {
    return form;
  }

  /** What the host puts into MRCONFIGID. */
  public MrConfigVersion mrConfig() {
    return mrConfig;
  }

  /** The system events that there can be, in order. */
  public List<String> sequence() {
    return sequence;
  }
}
