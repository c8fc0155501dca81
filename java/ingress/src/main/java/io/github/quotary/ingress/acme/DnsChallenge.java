package io.github.quotary.ingress.acme;

/**
 * A TXT record that an authority looks for. Two of one name may stand side by side: for a name and
 * its wildcard.
 *
 * @param name of the record, without a final dot: {@code _acme-challenge.example.com}
 * @param value the text
 */
public record DnsChallenge(String name, String value) {}
