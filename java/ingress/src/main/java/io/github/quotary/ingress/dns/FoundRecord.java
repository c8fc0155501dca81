package io.github.quotary.ingress.dns;

/**
 * A record that a provider has.
 *
 * @param id what the provider calls it; may be empty where records are known by their values
 */
public record FoundRecord(String id, DnsRecord record) {}
