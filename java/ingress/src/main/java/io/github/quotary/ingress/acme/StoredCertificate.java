package io.github.quotary.ingress.acme;

/** The certificate of a lineage, as the state folder has it. */
public sealed interface StoredCertificate {
  /** It is there, and its key fits. It may have expired. */
  record Found(IssuedCertificate certificate) implements StoredCertificate {}

  /** None was issued yet. */
  record Missing() implements StoredCertificate {}

  /** The file cannot be used; the next certificate takes its place. */
  record Unreadable(String why) implements StoredCertificate {}
}
