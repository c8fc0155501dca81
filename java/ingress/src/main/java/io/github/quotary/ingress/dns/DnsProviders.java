package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DnsAccess;

/** The provider that a configuration names. */
public final class DnsProviders {
  private DnsProviders() {}

  /** A client of the provider at its public address. */
  public static DnsProvider of(DnsAccess access, Retries retries) {
    if (access instanceof DnsAccess.Cloudflare cloudflare) {
      return new CloudflareDns(CloudflareDns.API, cloudflare.apiToken(), retries);
    }
    if (access instanceof DnsAccess.Linode linode) {
      return new LinodeDns(LinodeDns.API, linode.apiToken(), retries);
    }
    if (access instanceof DnsAccess.Namecheap namecheap) {
      return new NamecheapDns(
          namecheap.isSandbox() ? NamecheapDns.SANDBOX : NamecheapDns.API, namecheap, retries);
    }
    if (access instanceof DnsAccess.Rfc2136 server) {
      return new Rfc2136Dns(server, retries);
    }
    return Route53Dns.of((DnsAccess.Route53) access, retries);
  }
}
