package io.github.quotary.domain.dstack;

import java.util.Optional;

/** The platforms that dstack attests. Only {@link #TDX} is verified here. */
public enum Platform {
  /** Intel TDX: a quote and an event log. */
  TDX("tdx", 0),
  /** Intel TDX on Google Cloud, with a TPM. */
  GCP_TDX("gcp-tdx", 1),
  /** AWS Nitro enclaves. */
  NITRO_ENCLAVE("nitro-enclave", 2),
  /** AMD SEV-SNP. */
  SEV_SNP("sev-snp", 3),
  /** AWS instances with a Nitro TPM. */
  AWS_NITRO_TPM("aws-nitro-tpm", 4);

  private final String kind;
  private final int code;

  Platform(String kind, int code) {
    this.kind = kind;
    this.code = code;
  }

  /** Its name in attestations of version 1. */
  public String kind() {
    return kind;
  }

  static Optional<Platform> ofKind(String kind) {
    for (Platform platform : values()) {
      if (platform.kind.equals(kind)) {
        return Optional.of(platform);
      }
    }
    return Optional.empty();
  }

  /** By its number in attestations of version 0. */
  static Optional<Platform> ofCode(int code) {
    for (Platform platform : values()) {
      if (platform.code == code) {
        return Optional.of(platform);
      }
    }
    return Optional.empty();
  }

  /** Why an attestation of this platform is refused. */
  String refusal() {
    return this == GCP_TDX
        ? "gcp-tdx measures the guest's events into a TPM, whose quote is not verified here"
        : kind + " is not Intel TDX, the only platform verified here";
  }
}
