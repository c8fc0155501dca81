package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.dns.RecordData.Caa;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records are this app's own, by their values: a record is own if, and only if, an earlier
 * configuration of this app would have written exactly it. Nothing marks records in DNS, and a
 * provider's comments and ids tell nothing about who wrote a value; so the values that this app has
 * had are what decides. Everything else is foreign and stays, unless somebody confirms it.
 *
 * <ul>
 *   <li>CNAME: its target is a gateway of this app, now or earlier.
 *   <li>A, AAAA: it is an address that such a gateway has or had.
 *   <li>TXT: it is {@code id:port} with this app's id or that of one of its instances, and any
 *       port.
 *   <li>CAA: flags 0, tag {@code issue} or {@code issuewild}, and the value of a {@link CaaPin} for
 *       an account of this app with one of its authorities, by any method.
 * </ul>
 *
 * @param gateways names, in lower case without a final dot
 * @param addresses of gateways
 * @param ids of the app and its instances
 * @param issuers names of authorities in CAA records
 * @param accounts URIs, compared character by character
 */
public record Ownership(
    Set<String> gateways,
    Set<String> addresses,
    Set<String> ids,
    Set<String> issuers,
    Set<String> accounts) {
  private static final String PORT =
      "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

  /** Copies the sets. */
  public Ownership {
    gateways = Set.copyOf(gateways);
    addresses = Set.copyOf(addresses);
    ids = Set.copyOf(ids);
    issuers = Set.copyOf(issuers);
    accounts = Set.copyOf(accounts);
  }

  /** Nothing is owned. */
  public static Ownership none() {
    return new Ownership(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
  }

  /** The values of both. */
  public Ownership with(Ownership more) {
    return new Ownership(
        union(gateways, more.gateways),
        union(addresses, more.addresses),
        union(ids, more.ids),
        union(issuers, more.issuers),
        union(accounts, more.accounts));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Whether a record says what an earlier configuration of this app would have said. */
  public boolean owns(RecordData data) {
    if (data instanceof RecordData.Cname alias) {
      return gateways.contains(alias.target());
    }
    if (data instanceof RecordData.Txt text) {
      int colon = text.text().lastIndexOf(':');
      return colon > 0
          && ids.contains(text.text().substring(0, colon))
          && text.text().substring(colon + 1).matches(PORT);
    }
    if (data instanceof Caa caa) {
      return caa.flags() == 0
          && caa.isIssue()
          && CaaPin.parse(caa.value())
              .filter(pin -> issuers.contains(pin.issuer()) && accounts.contains(pin.account()))
              .isPresent();
    }
    return addresses.contains(data.toString());
  }
}
