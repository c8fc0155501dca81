package io.github.quotary.ingress.dns;

import java.util.Locale;

/**
 * A record.
 *
 * @param name in lower case without a final dot
 * @param ttl in seconds
 */
public record DnsRecord(String name, RecordData data, int ttl) {
  /** Seconds that records of an ingress live: what they say may have to change soon. */
  public static final int TTL = 60;

  /** Brings the name into its one form. */
  public DnsRecord {
    name = plainName(name);
  }

  /** A record with the usual time to live. */
  public static DnsRecord of(String name, RecordData data) {
    return new DnsRecord(name, data, TTL);
  }

  /** Its type. */
  public RecordType type() {
    return data.type();
  }

  /** Whether name and value are the same; the time to live does not matter. */
  public boolean saysTheSameAs(DnsRecord other) {
    return name.equals(other.name) && data.equals(other.data);
  }

  static String plainName(String name) {
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return plain.toLowerCase(Locale.ROOT);
  }

  /** As zone files write it, without the time to live. */
  @Override
  public String toString() {
    return name + " " + type() + " " + data;
  }
}
