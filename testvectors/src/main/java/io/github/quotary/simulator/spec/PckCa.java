package io.github.quotary.simulator.spec;

/** The two intermediate CAs below Intel's root that issue PCK certificates. */
public enum PckCa {
  /** Single-package platforms; the SGX extension has 5 entries. */
  PROCESSOR("Intel SGX PCK Processor CA", "processor"),
  /** Multi-package platforms; the SGX extension has 7 entries. */
  PLATFORM("Intel SGX PCK Platform CA", "platform");

  private final String commonName;
  private final String id;

  PckCa(String commonName, String id) {
    this.commonName = commonName;
    this.id = id;
  }

  /** The common name in its certificate. */
  public String commonName() {
    return commonName;
  }

  /** The word for it in the CRL's address: {@code processor} or {@code platform}. */
  public String id() {
    return id;
  }
}
