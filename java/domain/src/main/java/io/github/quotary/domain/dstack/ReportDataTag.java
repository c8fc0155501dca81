package io.github.quotary.domain.dstack;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a dstack service put into its report data: SHA-512 of a tag, ':', and the contents. Any
 * workload can ask for any report data, so a tag says nothing unless the workload is known.
 */
public enum ReportDataTag {
  /** SubjectPublicKeyInfo (DER) of an RA-TLS leaf. */
  RA_TLS_CERT("ratls-cert"),
  /** SubjectPublicKeyInfo (DER) of a gateway's certificate key. */
  ZT_CERT("zt-cert"),
  /** Account URI of a gateway, UTF-8. */
  ACME_ACCOUNT("acme-account"),
  /** Public key of a KMS's root CA (DER). */
  KMS_ROOT_CA("kms-root-ca"),
  /** Data supplied by a caller. */
  APP_DATA("app-data");

  private final String tag;

  ReportDataTag(String tag) {
    this.tag = tag;
  }

  /** The report data for these contents, 64 bytes. */
  public Measurement reportData(byte[] content) {
    MessageDigest sha512 = Sha2.newDigest("SHA-512");
    sha512.update((tag + ":").getBytes(StandardCharsets.US_ASCII));
    return Measurement.of(sha512.digest(content));
  }
}
