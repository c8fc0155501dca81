package io.github.quotary.service.trustee;

import java.util.Set;

/** The kinds of TEE that are verified here. */
enum Tee {
  /** A TD, and perhaps the log of its firmware. */
  TDX("tdx"),
  /** A TD on Azure, with a virtual TPM. */
  AZ_TDX_VTPM("az-tdx-vtpm");

  /** The others that trustee knows. */
  private static final Set<String> OTHERS =
      Set.of("az-snp-vtpm", "cca", "csv", "hygondcu", "sample", "sampledevice", "se", "sgx", "snp");

  private final String id;

  Tee(String id) {
    this.id = id;
  }

  /** Its name in requests and tokens. */
  String id() {
    return id;
  }

  static Tee named(String id) throws EvaluationException {
    for (Tee tee : values()) {
      if (tee.id.equals(id)) {
        return tee;
      }
    }
    throw EvaluationException.failed(
        OTHERS.contains(id)
            ? "tee `" + id + "` is not verified by this service; tdx and az-tdx-vtpm are"
            : "the tee is not supported");
  }
}
