package io.github.quotary.ingress.config;

import io.github.quotary.ingress.config.Configuration.Acme;
import io.github.quotary.ingress.config.Configuration.Challenge;
import io.github.quotary.ingress.config.Configuration.Delegation;
import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.Configuration.Evidence;
import io.github.quotary.ingress.config.Configuration.Listener;
import io.github.quotary.ingress.config.Configuration.Operation;
import io.github.quotary.ingress.config.Configuration.Proxy;
import io.github.quotary.ingress.config.Configuration.Renewal;
import io.github.quotary.ingress.config.Configuration.Setup;
import io.github.quotary.ingress.config.Configuration.SetupMode;
import io.github.quotary.ingress.config.Configuration.TlsAlpn01;
import io.github.quotary.ingress.config.Configuration.Webhook;
import io.github.quotary.ingress.config.Given.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the settings of an ingress. All problems are found in one go. Stateless; a file of more
 * than 1 MiB is a problem.
 */
public final class ConfigurationReader {
  private static final Duration ORDER_FLOOR = Duration.ofMinutes(5);
  private static final Duration ORDER_HEADROOM = Duration.ofMinutes(3);
  private static final String TLS_ALPN_01 = "tls-alpn-01";

  /** Settings that a typing error does not stop the start by: it counts as not set. */
  private static final List<Setting> LENIENT =
      List.of(Setting.RENEW_DAYS_BEFORE, Setting.CERTBOT_TIMEOUT);

  private final Checked checked;
  private final List<Note> notes;

  /** Whether variables that are not used may have any value, as other programs' variables may. */
  private final boolean isEnvironment;

  private ConfigurationReader(Given given, boolean isEnvironment) {
    this.isEnvironment = isEnvironment;
    this.checked = new Checked(given);
    this.notes = new ArrayList<>(given.notes());
  }

  /** Reads the variables of dstack-ingress, and those that were added to them. */
  public static ConfigurationResult fromEnvironment(Map<String, String> environment) {
    Given given = EnvironmentSource.read(environment);
    for (Setting setting : LENIENT) {
      given
          .first(setting)
          .filter(value -> !setting.form().admits(value.text()))
          .ifPresent(
              value -> {
                given.values().remove(setting);
                given
                    .notes()
                    .add(new Note(value.where(), "counts as not set: " + setting.form().words()));
              });
    }
    return new ConfigurationReader(given, true).result();
  }

  /** Reads a JSON file, which {@code ingress.schema.json} describes. */
  public static ConfigurationResult fromJson(byte[] file) {
    Given given = JsonSource.read(file);
    boolean isReadable = given.problems().stream().noneMatch(JsonSource::isWholeFile);
    return isReadable
        ? new ConfigurationReader(given, false).result()
        : new ConfigurationResult.Invalid(given.problems(), given.notes());
  }

  private ConfigurationResult result() {
    boolean byAlpn = checked.text(Setting.CHALLENGE_TYPE).filter(TLS_ALPN_01::equals).isPresent();
    int port = checked.number(Setting.PORT);
    List<DomainName> names = names(byAlpn);
    Optional<Routing> routing = new RoutingReader(checked, notes).read(port, names);
    Optional<String> gateway = gateway();
    Optional<Challenge> challenge = byAlpn ? Optional.of(tlsAlpn01()) : dns01().map(c -> c);
    Setup setup = setup(byAlpn || checked.isSet(Setting.DELEGATION_ZONE));
    Renewal renewal = renewal(challenge);
    Acme acme = acme();
    Proxy proxy = proxy();
    Evidence evidence =
        new Evidence(
            checked.flag(Setting.EVIDENCE_SERVER),
            checked.number(Setting.EVIDENCE_PORT),
            checked.text(Setting.EVIDENCE_DIR).orElse(""),
            checked.flag(Setting.EVIDENCE_CHALLENGE));
    Listener listener =
        new Listener(
            checked.text(Setting.LISTEN_ADDRESS).orElse(""),
            checked.flag(Setting.TLS_COMPATIBILITY),
            checked.flag(Setting.PROXY_PROTOCOL));
    Operation operation =
        new Operation(
            checked.text(Setting.STATE_DIR).orElse(""),
            checked.number(Setting.ADMIN_PORT),
            checked.text(Setting.AGENT_SOCKET));
    if (port == operation.adminPort()) {
      checked.fault(
          new Problem(
              checked.where(Setting.ADMIN_PORT),
              Optional.of(String.valueOf(port)),
              "must be another port than PORT"));
    }
    String prefix = checked.text(Setting.TXT_PREFIX).orElse("");
    names.forEach(name -> lengths(name, prefix));
    Optional<String> appId = checked.text(Setting.APP_ID);
    unasked();
    if (!checked.problems().isEmpty()) {
      return new ConfigurationResult.Invalid(checked.problems(), notes);
    }
    return new ConfigurationResult.Valid(
        new Configuration(
            names,
            routing.orElseThrow(),
            gateway.orElseThrow(),
            port,
            prefix,
            appId,
            acme,
            challenge.orElseThrow(),
            setup,
            renewal,
            proxy,
            evidence,
            listener,
            operation),
        notes);
  }

  private void unasked() {
    for (Problem problem : checked.unasked()) {
      if (isEnvironment) {
        notes.add(new Note(problem.where(), "not used; else it " + problem.allowed()));
      } else {
        checked.fault(problem);
      }
    }
  }

  private List<DomainName> names(boolean byAlpn) {
    if (!checked.isSet(Setting.DOMAINS)) {
      checked.missing(Setting.DOMAINS, "name at least one domain to serve");
    }
    List<Value> values = checked.items(Setting.DOMAINS);
    if (values.size() > Forms.MAX_NAMES) {
      checked.fault(
          new Problem(
              checked.where(Setting.DOMAINS),
              Optional.of(values.size() + " names"),
              "at most " + Forms.MAX_NAMES + " are served"));
      return List.of();
    }
    for (Value value : values) {
      if (byAlpn && value.text().startsWith("*.")) {
        checked.fault(
            new Problem(
                value.where(),
                Optional.of(value.text()),
                "tls-alpn-01 cannot validate wildcards (RFC 8737); use dns-01, or list the names"));
      }
    }
    return values.stream()
        .map(Value::text)
        .map(DomainName::parse)
        .flatMap(Optional::stream)
        .sorted()
        .distinct()
        .toList();
  }

  private void lengths(DomainName name, String prefix) {
    int over = name.longestRecordName(prefix) - DomainName.MAX_LENGTH;
    if (over > 0) {
      checked.fault(
          new Problem(
              checked.where(Setting.DOMAINS),
              Optional.of(name.toString()),
              "must be shorter by " + over + ": the names of its records have a limit, too"));
    }
  }

  private Optional<String> gateway() {
    if (!checked.isSet(Setting.GATEWAY_DOMAIN)) {
      checked.missing(Setting.GATEWAY_DOMAIN, "say what the names are aliases of");
    }
    return checked.text(Setting.GATEWAY_DOMAIN).map(name -> name.toLowerCase(Locale.ROOT));
  }

  private Optional<Dns01> dns01() {
    Optional<DnsAccess> access = new AccessReader(checked).read();
    Optional<Delegation> delegation =
        checked
            .text(Setting.DELEGATION_ZONE)
            .map(
                zone ->
                    new Delegation(
                        zone.toLowerCase(Locale.ROOT),
                        checked.seconds(Setting.DELEGATION_PROPAGATION_SECONDS)));
    boolean caa = checked.flag(Setting.SET_CAA) || delegation.isPresent();
    if (!caa) {
      notes.add(
          new Note(
              "SET_CAA",
              "no CAA records are written, so other accounts can get certificates for the names"));
    }
    List<String> replaceable =
        checked.items(Setting.REPLACE_RECORDS).stream().map(Value::text).toList();
    return access.map(found -> new Dns01(found, caa, delegation, replaceable));
  }

  private TlsAlpn01 tlsAlpn01() {
    for (Setting credential : AccessReader.DETECTING) {
      if (checked.isSet(credential)) {
        notes.add(
            new Note(checked.where(credential), "not used by tls-alpn-01; better leave it out"));
      }
    }
    return new TlsAlpn01(
        checked.text(Setting.TLSALPN_ADDRESS).orElse(""),
        checked.number(Setting.TLSALPN_PORT),
        checked.number(Setting.TLS_TERMINATE_PORT),
        checked.seconds(Setting.DNS_SETTLE_SECONDS),
        checked.text(Setting.LEGO_PATH).orElse(""));
  }

  private Setup setup(boolean isUsed) {
    SetupMode mode =
        checked
            .text(Setting.DNS_SETUP_MODE)
            .map(text -> SetupMode.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(SetupMode.WAIT);
    Optional<URI> url = checked.text(Setting.DNS_WEBHOOK_URL).flatMap(this::webhookUrl);
    boolean needsUrl = mode == SetupMode.WEBHOOK && isUsed;
    if (needsUrl && !checked.isSet(Setting.DNS_WEBHOOK_URL)) {
      checked.missing(Setting.DNS_WEBHOOK_URL, "the mode 'webhook' needs it");
    }
    Optional<Secret> token = checked.secret(Setting.DNS_WEBHOOK_TOKEN);
    if (needsUrl && token.isEmpty() && !checked.isSet(Setting.DNS_WEBHOOK_TOKEN)) {
      notes.add(
          new Note(
              "DNS_WEBHOOK_TOKEN", "not set: the webhook cannot tell your messages from others'"));
    }
    Duration timeout = checked.seconds(Setting.DNS_WEBHOOK_TIMEOUT);
    return new Setup(
        mode,
        checked.seconds(Setting.DNS_SETUP_TIMEOUT),
        checked.seconds(Setting.DNS_SETUP_INTERVAL),
        checked.items(Setting.DOH_RESOLVERS).stream()
            .map(value -> uri(Setting.DOH_RESOLVERS, value))
            .flatMap(Optional::stream)
            .toList(),
        url.map(found -> new Webhook(found, token, timeout)));
  }

  private Optional<URI> webhookUrl(String text) {
    return uri(Setting.DNS_WEBHOOK_URL, new Value(checked.where(Setting.DNS_WEBHOOK_URL), text));
  }

  private Optional<URI> uri(Setting setting, Value value) {
    try {
      URI uri = new URI(value.text());
      if (uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    Problem problem = Checked.problem(setting, value.where(), value.text());
    checked.fault(new Problem(value.where(), problem.value(), Forms.URL.words()));
    return Optional.empty();
  }

  /** An order's time is sized by the wait that dominates it, unless it is set. */
  private Renewal renewal(Optional<Challenge> challenge) {
    OptionalInt days = checked.whole(Setting.RENEW_DAYS_BEFORE);
    Duration propagation =
        challenge
            .filter(Dns01.class::isInstance)
            .map(Dns01.class::cast)
            .map(
                dns ->
                    dns.delegation()
                        .map(Delegation::propagation)
                        .orElse(dns.access().propagation()))
            .orElse(Duration.ZERO);
    Duration needed = propagation.plus(ORDER_HEADROOM);
    OptionalInt set = checked.whole(Setting.CERTBOT_TIMEOUT);
    Duration timeout =
        set.isPresent()
            ? Duration.ofSeconds(set.getAsInt())
            : needed.compareTo(ORDER_FLOOR) > 0 ? needed : ORDER_FLOOR;
    return new Renewal(days, checked.seconds(Setting.RENEW_INTERVAL), timeout);
  }

  private Acme acme() {
    Optional<URI> directory =
        checked
            .text(Setting.ACME_DIRECTORY)
            .flatMap(
                text ->
                    uri(
                        Setting.ACME_DIRECTORY,
                        new Value(checked.where(Setting.ACME_DIRECTORY), text)));
    Optional<String> email = checked.text(Setting.ACME_EMAIL);
    if (email.isPresent()) {
      notes.add(
          new Note(
              checked.where(Setting.ACME_EMAIL),
              "is told to the authority alone; the evidence does not have it"));
    }
    return new Acme(
        email,
        checked.flag(Setting.ACME_STAGING),
        directory,
        checked.text(Setting.ACME_CAA_ISSUER).orElse("").toLowerCase(Locale.ROOT),
        checked.text(Setting.ACME_CA_CERTIFICATES),
        checked.flag(Setting.ONE_CERTIFICATE));
  }

  private Proxy proxy() {
    return new Proxy(
        checked.number(Setting.MAXCONN),
        checked.timer(Setting.TIMEOUT_CONNECT),
        checked.timer(Setting.TIMEOUT_CLIENT),
        checked.timer(Setting.TIMEOUT_SERVER),
        checked.items(Setting.ALPN).stream().map(Value::text).toList());
  }
}
