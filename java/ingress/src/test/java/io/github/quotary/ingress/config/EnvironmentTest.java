package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.Configuration.SetupMode;
import io.github.quotary.ingress.config.Configuration.TlsAlpn01;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of deployed compose files mean what they mean to dstack-ingress. */
class EnvironmentTest {
  private static final String TOKEN = "cf-token-AbCdEf0123456789";

  private static final Map<String, String> SINGLE =
      Map.of(
          "CLOUDFLARE_API_TOKEN", TOKEN,
          "DOMAIN", "app.example.com",
          "GATEWAY_DOMAIN", "_.dstack-prod5.phala.network",
          "CERTBOT_EMAIL", "",
          "SET_CAA", "true",
          "TARGET_ENDPOINT", "http://app:80");

  static Map<String, String> with(String... pairs) {
    Map<String, String> all = new HashMap<>(SINGLE);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }
    return all;
  }

  static ConfigurationResult.Valid valid(Map<String, String> environment) {
    ConfigurationResult result = ConfigurationReader.fromEnvironment(environment);
    return assertInstanceOf(ConfigurationResult.Valid.class, result, result::toString);
  }

  static List<Problem> problems(Map<String, String> environment) {
    ConfigurationResult result = ConfigurationReader.fromEnvironment(environment);
    return assertInstanceOf(ConfigurationResult.Invalid.class, result, result::toString).problems();
  }

  private static List<String> names(Map<String, String> environment) {
    return valid(environment).configuration().names().stream().map(DomainName::toString).toList();
  }

  /** The longest names: 253 characters, less those of _acme-challenge and _dstack-app-address. */
  @Test
  void aNameWhoseRecordsWouldBeTooLongIsRefused() {
    String labels = ("a".repeat(63) + ".").repeat(3);
    String fits = labels + "b".repeat(253 - "_dstack-app-address.".length() - labels.length());
    assertEquals(List.of(fits), names(with("DOMAIN", fits)));
    assertTrue(problems(with("DOMAIN", fits + "b")).toString().contains("shorter by 1:"));
    assertTrue(problems(with("DOMAIN", "*." + fits)).toString().contains("shorter by 9:"));
  }

  /** Zero would mean that there is no limit. */
  @Test
  void aTimeOfLessThanAMillisecondIsNotZero() {
    assertEquals(
        Duration.ofMillis(1),
        valid(with("TIMEOUT_CONNECT", "500us")).configuration().proxy().connectTimeout());
  }

  @Test
  void theDefaultsAreThoseOfVersion2() {
    Configuration found = valid(SINGLE).configuration();

    assertEquals(443, found.port());
    assertEquals("_dstack-app-address", found.txtPrefix());
    assertEquals(Optional.empty(), found.appId());
    assertEquals(new Target("app", 80), found.routing().of("app.example.com"));
    assertEquals(
        new Configuration.Acme(
            Optional.empty(), false, Optional.empty(), "letsencrypt.org", Optional.empty(), false),
        found.acme());
    assertEquals(new Configuration.Listener("0.0.0.0", false, false), found.listener());
    assertEquals(
        new Configuration.Operation("/etc/letsencrypt/quotary", 9180, Optional.empty()),
        found.operation());
    assertEquals(
        new Dns01(new DnsAccess.Cloudflare(Secret.of(TOKEN)), true, Optional.empty(), List.of()),
        found.challenge());
    assertEquals(
        new Configuration.Setup(
            SetupMode.WAIT,
            Duration.ofSeconds(1800),
            Duration.ofSeconds(15),
            List.of(
                URI.create("https://dns.google/resolve"),
                URI.create("https://cloudflare-dns.com/dns-query")),
            Optional.empty()),
        found.setup());
    assertEquals(
        new Configuration.Renewal(
            OptionalInt.empty(), Duration.ofSeconds(43200), Duration.ofSeconds(300)),
        found.renewal());
    assertEquals(
        new Configuration.Proxy(
            4096,
            Duration.ofSeconds(10),
            Duration.ofSeconds(86400),
            Duration.ofSeconds(86400),
            List.of()),
        found.proxy());
    assertEquals(new Configuration.Evidence(true, 80, "/evidences", false), found.evidence());
  }

  @Test
  void theDefaultsOfTlsAlpn01() {
    Map<String, String> environment = with("CHALLENGE_TYPE", "tls-alpn-01");
    environment.remove("CLOUDFLARE_API_TOKEN");

    assertEquals(
        new TlsAlpn01("127.0.0.1", 9443, 9444, Duration.ofSeconds(30), "/etc/letsencrypt/lego"),
        valid(environment).configuration().challenge());
  }

  /** A compose file of several names, with the block texts that YAML makes. */
  @Test
  void manyNamesWithRoutes() {
    Map<String, String> environment =
        with(
            "DOMAIN", "",
            "DOMAINS", "# ours\napp.example.com\n  api.example.com \n\n*.wild.example.com\n",
            "ROUTING_MAP",
                "app.example.com=app-main:80\n# backend\napi.example.com = http://app-api:8080/x\n"
                    + "*.wild.example.com=wild:1\n");

    assertEquals(
        List.of("*.wild.example.com", "api.example.com", "app.example.com"), names(environment));
    Routing routing = valid(environment).configuration().routing();
    assertEquals(new Target("app-main", 80), routing.of("APP.example.com"));
    assertEquals(new Target("app-api", 8080), routing.of("api.example.com"));
    assertEquals(new Target("wild", 1), routing.of("a.wild.example.com"));
    assertEquals(new Target("app-main", 80), routing.of("a.b.wild.example.com"), "one label only");
    assertEquals(new Target("app-main", 80), routing.of("else.example.org"), "the first entry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "fe80::1", "::1.2.3.4"})
  void addressesToListenOn(String text) {
    assertEquals(text, valid(with("LISTEN_ADDRESS", text)).configuration().listener().address());
  }

  @Test
  void aRouteThatNoCertificateFitsIsTold() {
    String routes = "app.example.com=a:1,*.example.com=b:2,else.example.org=c:3";

    assertEquals(
        List.of("else.example.org is routed, but there is no certificate for it"),
        valid(with("TARGET_ENDPOINT", "", "DOMAINS", "api.example.com", "ROUTING_MAP", routes))
            .notes()
            .stream()
            .map(Note::text)
            .toList());
  }

  @Test
  void namesBetweenCommasAndTheSingleNameAreOneSet() {
    assertEquals(
        List.of("a.example.com", "app.example.com", "b.example.com"),
        names(with("DOMAINS", " b.example.com, a.example.com,,APP.example.com")));
  }

  @Test
  void aFileOfVersion1StartsAndSaysWhatIsIgnored() {
    ConfigurationResult.Valid found =
        valid(
            with(
                "CERTBOT_EMAIL", "ops@example.com",
                "CERTBOT_STAGING", "true",
                "CLIENT_MAX_BODY_SIZE", "50m",
                "PROXY_READ_TIMEOUT", "anything",
                "PROXY_BUFFERS", "4 256k"));

    assertEquals(Optional.of("ops@example.com"), found.configuration().acme().email());
    assertTrue(found.configuration().acme().isStaging());
    List<String> noted = found.notes().stream().map(Note::where).toList();
    assertTrue(
        noted.containsAll(List.of("CLIENT_MAX_BODY_SIZE", "PROXY_READ_TIMEOUT", "PROXY_BUFFERS")),
        noted::toString);
  }

  @Test
  void newerNamesWinOverOlderOnes() {
    Configuration found =
        valid(
                with(
                    "ACME_EMAIL", "new@example.com",
                    "CERTBOT_EMAIL", "old@example.com",
                    "ACME_STAGING", "false",
                    "CERTBOT_STAGING", "true",
                    "DOH_RESOLVER", "https://dns.example.net/q"))
            .configuration();

    assertEquals(Optional.of("new@example.com"), found.acme().email());
    assertFalse(found.acme().isStaging());
    assertEquals(List.of(URI.create("https://dns.example.net/q")), found.setup().resolvers());
  }

  @Test
  void onlyTrueIsAYes() {
    Configuration found =
        valid(
                with(
                    "SET_CAA",
                    "True",
                    "EVIDENCE_SERVER",
                    "1",
                    "ACME_STAGING",
                    "yes",
                    "EVIDENCE_CHALLENGE",
                    "true"))
            .configuration();

    assertFalse(((Dns01) found.challenge()).setsCaa());
    assertFalse(found.evidence().isServed());
    assertTrue(found.evidence().answersChallenges());
    assertFalse(found.acme().isStaging());
  }

  @Test
  void aDelegationAlwaysWritesCaaAndSizesAnOrdersTime() {
    Configuration found =
        valid(
                with(
                    "SET_CAA", "false",
                    "DELEGATION_ZONE", "Deleg.example.net",
                    "DELEGATION_PROPAGATION_SECONDS", "600"))
            .configuration();

    Dns01 dns = (Dns01) found.challenge();
    assertTrue(dns.setsCaa());
    assertEquals("deleg.example.net", dns.delegation().orElseThrow().zone());
    assertEquals(Duration.ofSeconds(780), found.renewal().timeout());
  }

  @Test
  void aTimeOfAnOrderIsTakenAsItIsSet() {
    assertEquals(
        Duration.ofSeconds(7),
        valid(with("CERTBOT_TIMEOUT", "7")).configuration().renewal().timeout());
    assertEquals(
        Duration.ofSeconds(300),
        valid(with("CERTBOT_TIMEOUT", "soon")).configuration().renewal().timeout(),
        "a typing error does not stop a deployed file");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "100us,PT0.001S",
    "10s,PT10S",
    "5m,PT5M",
    "2h,PT2H",
    "1d,P1D",
    "0s,PT0S",
    "2147483647ms,PT2147483.647S"
  })
  void timesHaveSuffixes(String text, Duration expected) {
    assertEquals(
        expected, valid(with("TIMEOUT_CLIENT", text)).configuration().proxy().clientTimeout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "abc", "10 s", "-1s", "1w", "25d", "99999999999999999s"})
  void timesThatEndTheStart(String text) {
    Problem problem = problems(with("TIMEOUT_SERVER", text)).get(0);

    assertEquals("TIMEOUT_SERVER", problem.where());
    assertEquals(Optional.of(text), problem.value());
    assertTrue(problem.allowed().contains("for example 10s"), problem::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "http://service:80/path,service:80",
    "grpc://svc:50051,svc:50051",
    "https://app.internal:8443,app.internal:8443",
    "app-main,app-main:443",
    "10.0.0.1:8080,10.0.0.1:8080",
    "my_app:80,my_app:80"
  })
  void targets(String text, String expected) {
    assertEquals(
        expected,
        valid(with("TARGET_ENDPOINT", text)).configuration().routing().otherwise().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT,0",
    "PORT,70000",
    "PORT,abc",
    "DOMAIN,bad_domain",
    "DOMAIN,a..b",
    "DOMAIN,*.*.example.com",
    "DOMAINS,-a.example.com",
    "TARGET_ENDPOINT,http:///broken",
    "TARGET_ENDPOINT,ftp://app:1",
    "TARGET_ENDPOINT,app:99999",
    "TXT_PREFIX,bad*label",
    "MAXCONN,0",
    "MAXCONN,many",
    "EVIDENCE_PORT,0",
    "ALPN,h2;drop",
    "ALPN,'h2, http/1.1'",
    "CHALLENGE_TYPE,http-01",
    "DNS_PROVIDER,godaddy",
    "ROUTING_MAP,nowhere",
    "ROUTING_MAP,bad_name=app:1",
    "ROUTING_MAP,a.example.com=app:1 app:2",
    "GATEWAY_DOMAIN,gate way",
    "RENEW_INTERVAL,12h",
    "DNS_SETUP_TIMEOUT,soon",
    "DNS_SETUP_MODE,maybe",
    "DOH_RESOLVERS,ftp://dns",
    "DOH_RESOLVERS,https://dns.example/%zz",
    "ACME_EMAIL,nobody",
    "APP_ID,a:b",
    "LISTEN_ADDRESS,999.1.1.1",
    "LISTEN_ADDRESS,1.2.3",
    "LISTEN_ADDRESS,1.2.3.4.",
    "LISTEN_ADDRESS,1.2.3.4.5",
    "LISTEN_ADDRESS,abc",
    "ADMIN_PORT,443"
  })
  void valuesThatEndTheStart(String variable, String value) {
    List<Problem> problems = problems(with(variable, value));

    assertEquals(1, problems.size(), problems::toString);
    assertEquals(variable, problems.get(0).where());
    assertTrue(problems.get(0).value().isPresent());
  }

  @Test
  void allProblemsAreToldAtOnce() {
    List<String> where =
        problems(Map.of("PORT", "x", "TXT_PREFIX", "a b", "LINODE_API_TOKEN", "two words")).stream()
            .map(Problem::where)
            .toList();

    assertEquals(
        List.of(
            "PORT",
            "DOMAIN, DOMAINS (/names)",
            "TARGET_ENDPOINT (/target)",
            "GATEWAY_DOMAIN (/gatewayDomain)",
            "LINODE_API_TOKEN",
            "TXT_PREFIX"),
        where);
  }

  @Test
  void aRouteThatIsWrittenTwiceIsAMistake() {
    assertEquals(1, problems(with("ROUTING_MAP", "a.b=c:1,A.b=d:2")).size());
  }

  @Test
  void tlsAlpn01RefusesEveryWildcard() {
    List<Problem> problems =
        problems(
            with(
                "CHALLENGE_TYPE", "tls-alpn-01",
                "DOMAINS", "*.one.example.com,ok.example.com,*.two.example.com"));

    assertEquals(
        List.of(Optional.of("*.one.example.com"), Optional.of("*.two.example.com")),
        problems.stream().map(Problem::value).toList());
  }

  @Test
  void aWebhookNeedsItsAddressWhereItIsUsed() {
    assertEquals(
        List.of("DNS_WEBHOOK_URL (/setup/webhook/url)"),
        problems(with("DNS_SETUP_MODE", "webhook", "DELEGATION_ZONE", "d.example.net")).stream()
            .map(Problem::where)
            .toList());
    valid(with("DNS_SETUP_MODE", "webhook"));
  }

  @Test
  void untrustedTextIsEscapedInProblems() {
    Problem problem = problems(with("TXT_PREFIX", "a\u001b[31m\nb")).get(0);

    assertEquals(Optional.of("a\\u{1b}[31m\\u{a}b"), problem.value());
  }
}
