package io.github.quotary.simulator.pcs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How services differ that all speak Intel's provisioning certification API. */
public enum PcsDialect {
  /** Intel's own service, version 4; the root CA's revocation list is DER, as a file. */
  PCS_V4,
  /** A caching service, version 4; revocation lists are hex unless DER is asked for. */
  PCCS_V4,
  /** A caching service, version 3: SGX only, header names of that version, hex only. */
  PCCS_V3;

  String version() {
    return this == PCCS_V3 ? "v3" : "v4";
  }

  String rootCaCrlPath() {
    return this == PCS_V4
        ? "/IntelSGXRootCA.der"
        : "/sgx/certification/" + version() + "/rootcacrl";
  }

  /** Name of the header that carries the issuer chain; null where there is none. */
  @Nullable String chainHeader(PcsService service) {
    return switch (service) {
      case TCB_INFO -> this == PCCS_V3 ? "SGX-TCB-Info-Issuer-Chain" : "TCB-Info-Issuer-Chain";
      case QE_IDENTITY -> "SGX-Enclave-Identity-Issuer-Chain";
      case PCK_CRL -> "SGX-PCK-CRL-Issuer-Chain";
      case TCB_EVALUATION_DATA_NUMBERS -> "TCB-Evaluation-Data-Numbers-Issuer-Chain";
      default -> null;
    };
  }

  /** Escapes a chain for its header: as Intel does, or with the plus signs left as they are. */
  String escape(String pem) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < pem.length(); i++) {
      char c = pem.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '-' || (c == '+' && this != PCS_V4)) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
