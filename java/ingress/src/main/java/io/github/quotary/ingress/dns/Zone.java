package io.github.quotary.ingress.dns;

/**
 * A zone of a provider.
 *
 * @param id what the provider calls it
 * @param name in lower case without a final dot
 */
public record Zone(String id, String name) {
  /** Brings the name into its one form. */
  public Zone {
    name = DnsRecord.plainName(name);
  }

  /** Whether a name lies in it. */
  public boolean contains(String host) {
    String plain = DnsRecord.plainName(host);
    return plain.equals(name) || plain.endsWith("." + name);
  }

  /** What stands before the zone's name; empty for that name itself. */
  String below(String host) {
    String plain = DnsRecord.plainName(host);
    return plain.equals(name) ? "" : plain.substring(0, plain.length() - name.length() - 1);
  }
}
