package io.github.quotary.ingress.dns;

/** The types of records that an ingress reads and writes. */
public enum RecordType {
  /** An IPv4 address. */
  A,
  /** An IPv6 address. */
  AAAA,
  /** Another name. */
  CNAME,
  /** Text. */
  TXT,
  /** Who may issue certificates (RFC 8659). */
  CAA
}
