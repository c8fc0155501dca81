package io.github.quotary.verify;

/**
 * What a quote carries in place of a PCK certificate chain, why, and what to do.
 *
 * <p>Source: Intel, SGX ECDSA Quote Library Reference, section on certification data; {@code
 * sgx_quote_3.h}.
 */
final class CertificationTypeWords {
  private CertificationTypeWords() {}

  static String of(int type) {
    String form = "Certification data type " + type + name(type);
    String rule = "; only type 5, a PCK certificate chain, can be verified";
    return type >= 1 && type <= 3
        ? form
            + rule
            + ". The quote has no PCK certificate. The usual cause: when it was generated, the"
            + " platform had no quote provider library (QPL), or that reached no caching service"
            + " (PCCS). Set these up on the platform (/etc/sgx_default_qcnl.conf) and generate a"
            + " new quote"
        : form + rule;
  }

  private static String name(int type) {
    return switch (type) {
      case 1 -> ", the PPID in the clear";
      case 2 -> ", the PPID encrypted with RSA-2048";
      case 3 -> ", the PPID encrypted with RSA-3072";
      case 4 -> ", a PCK certificate without its chain";
      default -> "";
    };
  }
}
