package io.github.quotary.ingress.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting. The constant's name is that of the environment variable; those that dstack-ingress
 * does not know are marked as added.
 */
enum Setting {
  DOMAINS("/names", new Form.Texts(Forms.NAME, Forms.MAX_NAMES), null),
  TARGET_ENDPOINT("/target", Forms.TARGET, null),
  ROUTING_MAP("/routes", new Form.Routes(Forms.NAME, Forms.TARGET, Forms.MAX_NAMES), null),
  GATEWAY_DOMAIN("/gatewayDomain", Forms.DNS_NAME, null),
  PORT("/port", Forms.PORT, "443"),
  TXT_PREFIX(
      "/txtPrefix",
      Form.Text.of(
          "[A-Za-z0-9_-]+", 54, "must be 1 to 54 letters, digits, hyphens and underscores"),
      "_dstack-app-address"),
  APP_ID(
      "/appId",
      Form.Text.of("[A-Za-z0-9._-]+", 128, "must be letters, digits, dots, hyphens, underscores"),
      null),
  CHALLENGE_TYPE("/challenge", Form.Word.of("dns-01", "tls-alpn-01"), "dns-01"),

  ACME_EMAIL(
      "/acme/email",
      Form.Text.of(
          "[^\\s@,;:<>()\"\\x00-\\x1f\\x7f]+@[A-Za-z0-9.-]+", 254, "must be an e-mail address"),
      null,
      "CERTBOT_EMAIL"),
  ACME_STAGING("/acme/staging", new Form.Flag(), "false", "CERTBOT_STAGING"),
  /** Added. */
  ACME_DIRECTORY("/acme/directory", Forms.URL, null),
  /** Added. */
  ACME_CAA_ISSUER("/acme/caaIssuer", Forms.DNS_NAME, "letsencrypt.org"),
  /** Added. */
  ACME_CA_CERTIFICATES("/acme/caCertificates", Forms.PATH, null),
  /** Added. */
  ONE_CERTIFICATE("/acme/oneCertificate", new Form.Flag(), "false"),

  DNS_PROVIDER(
      "/dns/provider",
      Form.Word.of("cloudflare", "linode", "namecheap", "route53", "rfc2136"),
      null),
  SET_CAA("/dns/caa", new Form.Flag(), "false"),
  /** Added. */
  REPLACE_RECORDS("/dns/replace", new Form.Texts(Forms.RECORD, 100), null),
  CLOUDFLARE_API_TOKEN("/dns/cloudflare/apiToken", Forms.SECRET, null),
  LINODE_API_TOKEN("/dns/linode/apiToken", Forms.SECRET, null),
  NAMECHEAP_USERNAME("/dns/namecheap/username", Forms.WORD, null),
  NAMECHEAP_API_KEY("/dns/namecheap/apiKey", Forms.SECRET, null),
  NAMECHEAP_CLIENT_IP("/dns/namecheap/clientIp", Forms.IP_ADDRESS, "127.0.0.1"),
  NAMECHEAP_SANDBOX("/dns/namecheap/sandbox", new Form.Flag(), "false"),
  AWS_ACCESS_KEY_ID("/dns/route53/accessKeyId", Forms.SECRET, null),
  AWS_SECRET_ACCESS_KEY("/dns/route53/secretAccessKey", Forms.SECRET, null),
  AWS_ROLE_ARN(
      "/dns/route53/roleArn",
      Form.Text.of("arn:[!-~]+", 2048, "must be the ARN of a role; it begins with arn:"),
      null),
  AWS_REGION(
      "/dns/route53/region",
      Form.Text.of("[a-z0-9-]+", 64, "must be the name of a region; for example us-east-1"),
      "us-east-1"),
  /** Added; the name that other ACME clients use. */
  RFC2136_NAMESERVER(
      "/dns/rfc2136/server",
      Form.Text.of(
          "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?",
          300,
          "must be host or host:port; an IPv6 address stands in brackets"),
      null),
  /** Added. */
  RFC2136_TSIG_KEY("/dns/rfc2136/keyName", Forms.DNS_NAME, null),
  /** Added. */
  RFC2136_TSIG_ALGORITHM(
      "/dns/rfc2136/algorithm",
      Form.Word.of("hmac-sha256", "hmac-sha384", "hmac-sha512"),
      "hmac-sha256"),
  /** Added. */
  RFC2136_TSIG_SECRET(
      "/dns/rfc2136/secret", Form.Text.of("[A-Za-z0-9+/]+={0,2}", 4096, "must be base64"), null),
  DELEGATION_ZONE("/dns/delegation/zone", Forms.DNS_NAME, null),
  DELEGATION_PROPAGATION_SECONDS(
      "/dns/delegation/propagationSeconds", Forms.SECONDS_OR_NONE, "120"),

  DNS_SETUP_MODE("/setup/mode", Form.Word.of("wait", "print", "webhook"), "wait"),
  DNS_SETUP_TIMEOUT("/setup/timeoutSeconds", Forms.SECONDS_OR_NONE, "1800"),
  DNS_SETUP_INTERVAL("/setup/intervalSeconds", Forms.SECONDS, "15"),
  DOH_RESOLVERS(
      "/setup/resolvers",
      new Form.Texts(Forms.URL, 16),
      "https://dns.google/resolve,https://cloudflare-dns.com/dns-query",
      "DOH_RESOLVER"),
  DNS_WEBHOOK_URL("/setup/webhook/url", Forms.URL, null),
  DNS_WEBHOOK_TOKEN("/setup/webhook/token", Forms.SECRET, null),
  DNS_WEBHOOK_TIMEOUT("/setup/webhook/timeoutSeconds", Forms.SECONDS, "15"),

  RENEW_DAYS_BEFORE("/renewal/daysBefore", new Form.Whole(1, 3650, "of days"), null),
  RENEW_INTERVAL("/renewal/intervalSeconds", Forms.SECONDS, "43200"),
  CERTBOT_TIMEOUT("/renewal/timeoutSeconds", Forms.SECONDS, null),

  TLSALPN_ADDRESS(
      "/tlsAlpn/address",
      Form.Text.of("[A-Za-z0-9._:-]+", DomainName.MAX_LENGTH, "must be a host or an IP address"),
      "127.0.0.1"),
  TLSALPN_PORT("/tlsAlpn/port", Forms.PORT, "9443"),
  TLS_TERMINATE_PORT("/tlsAlpn/terminatePort", Forms.PORT, "9444"),
  DNS_SETTLE_SECONDS("/tlsAlpn/settleSeconds", Forms.SECONDS_OR_NONE, "30"),
  LEGO_PATH("/tlsAlpn/legoPath", Forms.PATH, "/etc/letsencrypt/lego"),

  MAXCONN("/proxy/maxConnections", new Form.Whole(1, 10_000_000, "of connections"), "4096"),
  TIMEOUT_CONNECT("/proxy/connectTimeout", Forms.TIMER, "10s"),
  TIMEOUT_CLIENT("/proxy/clientTimeout", Forms.TIMER, "86400s"),
  TIMEOUT_SERVER("/proxy/serverTimeout", Forms.TIMER, "86400s"),
  ALPN("/proxy/alpn", new Form.Texts(Forms.ALPN, 16), null),

  /** Added. */
  LISTEN_ADDRESS("/listener/address", Forms.IP_ADDRESS, "0.0.0.0"),
  /** Added. */
  TLS_COMPATIBILITY("/listener/compatible", new Form.Flag(), "false"),
  /** Added. */
  PROXY_PROTOCOL("/listener/proxyProtocol", new Form.Flag(), "false"),

  /** Added. */
  STATE_DIR("/operation/stateDirectory", Forms.PATH, "/etc/letsencrypt/quotary"),
  /** Added. */
  ADMIN_PORT("/operation/adminPort", Forms.PORT, "9180"),
  /** Added. */
  AGENT_SOCKET("/operation/agentSocket", Forms.PATH, null),

  EVIDENCE_SERVER("/evidence/serve", new Form.Flag(), "true"),
  EVIDENCE_PORT("/evidence/port", Forms.PORT, "80"),
  EVIDENCE_DIR("/evidence/directory", Forms.PATH, "/evidences"),
  /** Added. */
  EVIDENCE_CHALLENGE("/evidence/challenge", new Form.Flag(), "false");

  private final String pointer;
  private final Form form;
  private final @Nullable String otherwise;
  private final List<String> older;

  Setting(String pointer, Form form, @Nullable String otherwise, String... older) {
    this.pointer = pointer;
    this.form = form;
    this.otherwise = otherwise;
    this.older = List.of(older);
  }

  /** Where it stands in a JSON file. */
  String pointer() {
    return pointer;
  }

  Form form() {
    return form;
  }

  /** What counts where nothing is set, as the environment would say it. */
  Optional<String> otherwise() {
    return Optional.ofNullable(otherwise);
  }

  /** Older variables, read where this one is not set. */
  List<String> older() {
    return older;
  }

  /** Whether its value must not be shown. A webhook's address may be as good as a password. */
  boolean isHidden() {
    return form == Forms.SECRET || this == RFC2136_TSIG_SECRET || this == DNS_WEBHOOK_URL;
  }
}
