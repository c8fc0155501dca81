package io.github.quotary.ingress.records;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.Delegation;
import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.CaaPin;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import io.github.quotary.ingress.dns.WantedRecords;
import io.github.quotary.ingress.dns.WantedRecords.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of one name to serve.
 *
 * @param name to serve
 * @param written by the ingress itself
 * @param byOperator that somebody else must make, since the ingress has no access to their zone
 */
public record NameRecords(DomainName name, WantedRecords written, List<DnsRecord> byOperator) {
  /** The label at which dns-01 is answered. */
  public static final String CHALLENGE = "_acme-challenge.";

  /** Copies the list. */
  public NameRecords {
    byOperator = List.copyOf(byOperator);
  }

  /**
   * What a configuration needs for a name.
   *
   * @param address for the gateway: an id, a colon, a port
   * @param account that alone may ask for certificates
   * @param gatewayAddresses where a CNAME cannot be written; else empty
   */
  public static NameRecords of(
      Configuration configuration,
      DomainName name,
      String address,
      String account,
      List<String> gatewayAddresses) {
    CaaPin pin = new CaaPin(configuration.acme().caaIssuer(), method(configuration), account);
    if (!(configuration.challenge() instanceof Dns01 dns)) {
      return new NameRecords(
          name, WantedRecords.builder().build(), operators(configuration, name, address, pin));
    }
    WantedRecords written =
        WantedRecords.builder()
            .serve(
                name,
                new Gateway(configuration.gatewayDomain(), gatewayAddresses),
                configuration.txtPrefix(),
                address,
                dns.setsCaa() ? Optional.of(pin) : Optional.empty(),
                dns.delegation().map(Delegation::zone))
            .build();
    return new NameRecords(
        name,
        written,
        dns.delegation().map(zone -> aliases(configuration, name, zone.zone())).orElse(List.of()));
  }

  /** The validation method's name in CAA records and in ACME. */
  public static String method(Configuration configuration) {
    return configuration.challenge() instanceof Dns01 ? "dns-01" : "tls-alpn-01";
  }

  /** Where the challenge's text for a name is written, which may be where an alias leads. */
  public static String challengeName(Configuration configuration, DomainName name) {
    String zone =
        configuration.challenge() instanceof Dns01 dns
            ? dns.delegation().map(found -> "." + found.zone()).orElse("")
            : "";
    return CHALLENGE + name.base() + zone;
  }

  private static List<DnsRecord> operators(
      Configuration configuration, DomainName name, String address, CaaPin pin) {
    return List.of(
        DnsRecord.of(name.toString(), new Cname(configuration.gatewayDomain())),
        DnsRecord.of(name.addressName(configuration.txtPrefix()), new Txt(address)),
        DnsRecord.of(name.base(), new Caa(0, Caa.ISSUE, pin.value())),
        DnsRecord.of(name.base(), new Caa(0, Caa.ISSUE_WILD, pin.value())));
  }

  private static List<DnsRecord> aliases(
      Configuration configuration, DomainName name, String zone) {
    List<DnsRecord> aliases = new ArrayList<>();
    Cname end = new Cname(name.base() + "." + zone);
    if (name.isWildcard()) {
      aliases.add(DnsRecord.of(name.toString(), end));
    }
    // A wildcard needs it, too: its lock is looked for at the name below which it stands.
    aliases.add(DnsRecord.of(name.base(), end));
    String address = name.addressName(configuration.txtPrefix());
    aliases.add(DnsRecord.of(address, new Cname(address + "." + zone)));
    String challenge = CHALLENGE + name.base();
    aliases.add(DnsRecord.of(challenge, new Cname(challenge + "." + zone)));
    return aliases;
  }
}
