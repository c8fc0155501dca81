package io.github.quotary.pki;

import java.util.Locale;
import java.util.Optional;

/** Which of Intel's two intermediate CAs issued a PCK certificate. */
public enum CaType {
  /** Single-package platforms. */
  PROCESSOR("Processor"),
  /** Multi-package platforms; every TDX platform. */
  PLATFORM("Platform");

  private final String inName;

  CaType(String inName) {
    this.inName = inName;
  }

  /** The value of PCS's {@code ca} parameter. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The CA that a certificate or a revocation list names as its issuer. */
  public static Optional<CaType> ofIssuer(DistinguishedName issuer) {
    for (CaType type : values()) {
      if (issuer.commonName().contains(type.inName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
