package io.github.quotary.ingress.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads who serves the zones, and with which credentials. */
final class AccessReader {
  /** In the order in which they tell the provider where none is named. */
  static final List<Setting> DETECTING =
      List.of(
          Setting.CLOUDFLARE_API_TOKEN,
          Setting.LINODE_API_TOKEN,
          Setting.NAMECHEAP_API_KEY,
          Setting.AWS_ACCESS_KEY_ID,
          Setting.RFC2136_TSIG_SECRET);

  private static final List<String> PROVIDERS =
      List.of("cloudflare", "linode", "namecheap", "route53", "rfc2136");
  private static final int DNS_PORT = 53;

  private final Checked checked;

  AccessReader(Checked checked) {
    this.checked = checked;
  }

  /** The access; empty beside a problem. */
  Optional<DnsAccess> read() {
    return switch (provider().orElse("")) {
      case "cloudflare" -> token(Setting.CLOUDFLARE_API_TOKEN).map(DnsAccess.Cloudflare::new);
      case "linode" -> token(Setting.LINODE_API_TOKEN).map(DnsAccess.Linode::new);
      case "namecheap" -> namecheap();
      case "route53" -> route53();
      case "rfc2136" -> rfc2136();
      default -> Optional.empty();
    };
  }

  private Optional<String> provider() {
    if (checked.isSet(Setting.DNS_PROVIDER)) {
      return checked.text(Setting.DNS_PROVIDER);
    }
    for (int i = 0; i < PROVIDERS.size(); i++) {
      if (checked.isSet(DETECTING.get(i))) {
        return Optional.of(PROVIDERS.get(i));
      }
    }
    checked.missing(
        Setting.DNS_PROVIDER,
        "dns-01 needs the credentials of a provider: "
            + String.join(", ", DETECTING.stream().map(Setting::name).toList()));
    return Optional.empty();
  }

  private Optional<Secret> token(Setting setting) {
    return text(setting).map(Secret::of);
  }

  private Optional<String> text(Setting setting) {
    if (!checked.isSet(setting) && setting.otherwise().isEmpty()) {
      checked.missing(setting, "the DNS provider needs it");
    }
    return checked.text(setting);
  }

  private Optional<DnsAccess> namecheap() {
    Optional<String> username = text(Setting.NAMECHEAP_USERNAME);
    Optional<Secret> key = token(Setting.NAMECHEAP_API_KEY);
    Optional<String> address = text(Setting.NAMECHEAP_CLIENT_IP);
    boolean sandbox = checked.flag(Setting.NAMECHEAP_SANDBOX);
    return all(username, key, address)
        ? Optional.of(
            new DnsAccess.Namecheap(
                username.orElseThrow(), key.orElseThrow(), address.orElseThrow(), sandbox))
        : Optional.empty();
  }

  private Optional<DnsAccess> route53() {
    Optional<Secret> id = token(Setting.AWS_ACCESS_KEY_ID);
    Optional<Secret> key = token(Setting.AWS_SECRET_ACCESS_KEY);
    Optional<String> role = checked.text(Setting.AWS_ROLE_ARN);
    Optional<String> region = text(Setting.AWS_REGION);
    return all(id, key, region)
        ? Optional.of(
            new DnsAccess.Route53(id.orElseThrow(), key.orElseThrow(), role, region.orElseThrow()))
        : Optional.empty();
  }

  private Optional<DnsAccess> rfc2136() {
    Optional<String> server = text(Setting.RFC2136_NAMESERVER);
    Optional<String> name = text(Setting.RFC2136_TSIG_KEY);
    Optional<String> algorithm = text(Setting.RFC2136_TSIG_ALGORITHM);
    Optional<Secret> key = token(Setting.RFC2136_TSIG_SECRET);
    if (!all(server, name, algorithm, key) || !isBase64(key.orElseThrow())) {
      return Optional.empty();
    }
    List<String> parts = hostAndPort(server.orElseThrow());
    int port = Integer.parseInt(parts.get(1));
    if (port < 1 || port > 65535) {
      checked.fault(
          Checked.problem(
              Setting.RFC2136_NAMESERVER,
              checked.where(Setting.RFC2136_NAMESERVER),
              server.orElseThrow()));
      return Optional.empty();
    }
    return Optional.of(
        new DnsAccess.Rfc2136(
            parts.get(0), port, name.orElseThrow(), algorithm.orElseThrow(), key.orElseThrow()));
  }

  private boolean isBase64(Secret key) {
    try {
      return Base64.getDecoder().decode(key.reveal()).length > 0;
    } catch (IllegalArgumentException e) {
      // Its message would show a part of the secret.
      checked.fault(
          Checked.problem(
              Setting.RFC2136_TSIG_SECRET, checked.where(Setting.RFC2136_TSIG_SECRET), ""));
      return false;
    }
  }

  private static List<String> hostAndPort(String server) {
    int bracket = server.indexOf(']');
    int colon = server.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? server : server.substring(0, colon);
    String port = colon < 0 ? Integer.toString(DNS_PORT) : server.substring(colon + 1);
    List<String> parts = new ArrayList<>();
    parts.add(bracket < 0 ? host : host.substring(1, host.length() - 1));
    parts.add(port);
    return parts;
  }

  private static boolean all(Optional<?>... values) {
    return List.of(values).stream().allMatch(Optional::isPresent);
  }
}
