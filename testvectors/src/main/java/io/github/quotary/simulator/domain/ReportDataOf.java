package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.octets.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 64 octets that honest evidence has quoted. */
final class ReportDataOf {
  private static final int SIZE = 64;

  private ReportDataOf() {}

  /** SHA-512 of {@code zt-cert:} and the key's SubjectPublicKeyInfo. */
  static byte[] gatewayKey(byte[] publicKeyDer) {
    return tagged("zt-cert", publicKeyDer);
  }

  /** SHA-512 of {@code acme-account:} and the account's URI. */
  static byte[] gatewayAccount(String accountUri) {
    return tagged("acme-account", accountUri.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-512 of {@code ratls-cert:} and the key's SubjectPublicKeyInfo. */
  static byte[] raTlsKey(byte[] publicKeyDer) {
    return tagged("ratls-cert", publicKeyDer);
  }

  /** SHA-256 of the manifest, then 32 zeros. */
  static byte[] manifest(byte[] manifest) {
    return Arrays.copyOf(Digests.sha256(manifest), SIZE);
  }

  private static byte[] tagged(String tag, byte[] content) {
    return Digests.sha512((tag + ":").getBytes(StandardCharsets.US_ASCII), content);
  }
}
