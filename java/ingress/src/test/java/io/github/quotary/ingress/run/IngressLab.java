package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.quotary.domain.capture.CaptureLimits;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.ExchangeLimits;
import io.github.quotary.ingress.acme.AcmeAccounts;
import io.github.quotary.ingress.acme.AcmeCa;
import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.acme.AcmeHttp;
import io.github.quotary.ingress.acme.FreePort;
import io.github.quotary.ingress.acme.Pebble;
import io.github.quotary.ingress.acme.TestCa;
import io.github.quotary.ingress.acme.TestDns;
import io.github.quotary.ingress.acme.TestTls;
import io.github.quotary.ingress.acme.Timing;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.state.StateFolder;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.SimpleResolver;

/**
 * A TD with its agent, an authority that enforces CAA, a name server, a backend, and an ingress
 * among them, all on loopback. Our own verifier judges what visitors see.
 */
final class IngressLab implements AutoCloseable {
  static final String ISSUER = "letsencrypt.org";

  private static final Instant LONG_AFTER = Instant.parse("2040-01-01T00:00:00Z");
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(12);

  final Path folder;
  final TestDns dns;
  Pebble pebble;
  final TestCa ca;
  final TestZone zone;
  final AgentFront agentFront;
  final List<String> journal = new ArrayList<>();
  Duration agentTime = Duration.ofSeconds(30);
  private final TestTls tls;
  private final Workload workload;
  private io.github.quotary.simulator.domain.GuestAgent.Running agent;
  private final HttpServer backend;
  private final Map<String, String> settings = new HashMap<>();
  private int port = FreePort.find();
  private volatile Duration later = Duration.ZERO;
  private final SimpleResolver resolver;
  private final StringBuilder roots = new StringBuilder();

  private IngressLab(Path folder, TestDns dns, TestTls tls, Pebble pebble, TestCa ca, String name)
      throws Exception {
    this.folder = folder;
    this.dns = dns;
    this.tls = tls;
    this.pebble = pebble;
    this.ca = ca;
    this.zone = new TestZone(dns);
    this.resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", dns.port()));
    this.workload =
        CustomPlan.of(name)
            .workload()
            .withPlatform(
                scenario ->
                    scenario
                        .withTcbInfo(info -> info.withNextUpdate(LONG_AFTER))
                        .withQeIdentity(qe -> qe.withNextUpdate(LONG_AFTER))
                        .withPki(
                            pki ->
                                pki.withRootCrl(pki.rootCrl().withNextUpdate(LONG_AFTER))
                                    .withPckCrl(pki.pckCrl().withNextUpdate(LONG_AFTER))));
    this.agent = LABORATORY.guestAgent(workload).start(folder.resolve("dstack.sock"));
    this.agentFront = AgentFront.start(agentSocket(), folder.resolve("dstack.sock"));
    this.roots.append(pebble.rootPem());
    this.backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write("app".getBytes(StandardCharsets.UTF_8));
          }
        });
    backend.start();
    set("DOMAINS", name);
    set("TARGET_ENDPOINT", "127.0.0.1:" + backend.getAddress().getPort());
    set("GATEWAY_DOMAIN", "gw.example.net");
    set("CLOUDFLARE_API_TOKEN", "not-used");
    set("SET_CAA", "true");
    set("PORT", String.valueOf(port));
    set("LISTEN_ADDRESS", "127.0.0.1");
    set("ADMIN_PORT", String.valueOf(FreePort.find()));
    set("ACME_DIRECTORY", ca.directory().toString());
    set("STATE_DIR", folder.resolve("state").toString());
    set("EVIDENCE_DIR", folder.resolve("evidences").toString());
    set("RENEW_INTERVAL", "3600");
  }

  /** Starts all but the ingress, for these names. */
  static IngressLab start(Path folder, String... names) throws Exception {
    assumeTrue(Pebble.program().isPresent(), "pebble is not installed");
    TestDns dns = TestDns.start();
    TestTls tls = TestTls.make();
    Pebble pebble =
        Pebble.start(folder.resolve("pebble"), tls, dns.port(), Map.of("PEBBLE_AUTHZREUSE", "0"));
    TestCa ca = TestCa.start(pebble, tls);
    ca.enforceCaa(
        ISSUER, ResolverDns.of(new SimpleResolver(new InetSocketAddress("127.0.0.1", dns.port()))));
    return new IngressLab(folder, dns, tls, pebble, ca, String.join(",", names));
  }

  IngressLab set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Where the ingress finds its agent. */
  Path agentSocket() {
    return folder.resolve("agent.sock");
  }

  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  Path stateFolder() {
    return Path.of(settings.getOrDefault("STATE_DIR", ""));
  }

  /** Whom the ingress trusts with the authority's own server. */
  byte[] authorityRoot() throws Exception {
    return tls.rootPem();
  }

  /** All roots that the authority has had. */
  byte[] rootsPem() {
    return roots.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The authority knows no account and no order any more. */
  void loseAccounts() throws Exception {
    Path files = Files.createTempDirectory(folder, "pebble");
    Pebble other = Pebble.start(files, tls, dns.port(), Map.of("PEBBLE_AUTHZREUSE", "0"));
    ca.handOnTo(other);
    pebble.close();
    pebble = other;
    roots.append(other.rootPem());
  }

  Configuration configuration() {
    ConfigurationResult result = ConfigurationReader.fromEnvironment(settings);
    if (result instanceof ConfigurationResult.Valid valid) {
      return valid.configuration();
    }
    throw new IllegalArgumentException(result.toString());
  }

  Parts parts(StateFolder state) throws Exception {
    GuestAgent asked =
        GuestAgent.at(AgentProtocol.DSTACK, agentSocket())
            .withLimits(ExchangeLimits.standard().withTime(agentTime));
    Guest guest =
        Guest.of(QuoteDetection.among(List.of(asked)), () -> QuoteDetection.among(List.of(asked)));
    Configuration configuration = configuration();
    InstantSource clock = () -> Instant.now().plus(later);
    return new Parts(
        state,
        AcmeCa.of(
            AcmeDirectory.of(ca.directory()),
            AcmeHttp.trusting(tls.rootPem()),
            Timing.of(clock, time -> pebble.breathe())),
        configuration.challenge() instanceof Configuration.Dns01
            ? Optional.of(zone)
            : Optional.empty(),
        List.of(PublicRecords.of("the test's resolver", resolver)),
        guest.quotes(),
        guest::appId,
        guest::instanceId,
        TlsEngine.best(),
        clock,
        time -> {
          later = later.plus(time);
          pebble.breathe();
        },
        (level, event, fields) -> journal.add(level + " " + event + " " + fields));
  }

  /**
   * Verifies a host as a visitor would who trusts Pebble, with what the name server shows and what
   * a log of Certificate Transparency would; waives nothing, and demands these checks, too.
   */
  DomainReport judge(String host, String... required) throws Exception {
    WebPki webPki = WebPki.ofPem(rootsPem());
    Instant now = Instant.now();
    String account =
        AcmeAccounts.stored(stateFolder(), AcmeDirectory.of(ca.directory()))
            .orElseThrow()
            .toString();
    DomainSite site =
        LABORATORY.custom(CustomPlan.of(host).withWorkload(workload).withAccountUri(account));
    DomainEvidence seen =
        DomainCapture.builder()
            .connectTo(new InetSocketAddress("127.0.0.1", port))
            .webPki(webPki)
            .clock(InstantSource.fixed(now)::instant)
            .limits(CaptureLimits.standard().withTime(Duration.ofSeconds(60)))
            .build()
            .custom(host)
            .toBuilder()
            .collateral(site.trust().collateralJson().getBytes(StandardCharsets.UTF_8))
            .build();
    seen = witnessed(seen, host, now);
    Path policies = Files.createDirectories(folder.resolve("policy"));
    for (Map.Entry<String, String> file : site.trust().policyFiles().entrySet()) {
      Files.writeString(policies.resolve(file.getKey()), file.getValue());
    }
    String policy =
        "{\"caaIssuers\":[\""
            + ISSUER
            + "\"],"
            + site.trust().policyJson(Set.of(), Set.of(required)).substring(1);
    DomainJudge judge =
        DomainJudge.of(
            DomainPolicy.fromJson(policy.getBytes(StandardCharsets.UTF_8), policies::resolve),
            TrustAnchor.of(site.trust().tdxRootPem().getBytes(StandardCharsets.UTF_8)),
            webPki);
    return new CustomDomainVerifier(judge).verify(DnsName.parse(host), seen, now);
  }

  private DomainEvidence witnessed(DomainEvidence seen, String host, Instant now) throws Exception {
    X509Certificate leaf = leaf(host);
    List<String> names = new ArrayList<>();
    for (List<?> name : leaf.getSubjectAlternativeNames()) {
      names.add(name.get(1).toString());
    }
    ProtectedNames guarded = ProtectedNames.ofCustom(DnsName.parse(host), names);
    String row =
        "[{\"issuer_ca_id\":1,\"issuer_name\":\"%s\",\"id\":1,\"serial_number\":\"%s\",\"name_value\":\"%s\",\"not_before\":\"%s\",\"not_after\":\"%s\"}]"
            .formatted(
                leaf.getIssuerX500Principal().getName(),
                leaf.getSerialNumber().toString(16),
                String.join("\\n", names),
                date(leaf.getNotBefore().toInstant()),
                date(leaf.getNotAfter().toInstant()));
    DomainEvidence withDns = WitnessCapture.withDns(seen, guarded, ResolverDns.of(resolver));
    DomainEvidence withCt =
        WitnessCapture.withCt(
            withDns,
            guarded,
            List.of(CtSource.ofAnswer("the test's log", row.getBytes(StandardCharsets.UTF_8))),
            now);
    return WitnessCapture.withCertificate(withCt, leaf.getEncoded());
  }

  private static String date(Instant time) {
    return time.toString().replace("Z", "");
  }

  /** Validates by the listener, which the authority finds at the port that it asks. */
  IngressLab byAlpn() {
    port = pebble.tlsPort();
    return set("CHALLENGE_TYPE", "tls-alpn-01").set("PORT", String.valueOf(port));
  }

  /** An operator does as the journal says. */
  void operatorMakesTheRecordsThatAreTold() {
    operatorMakesTheRecordsOf("");
  }

  /** The same for names that end so. */
  void operatorMakesTheRecordsOf(String end) {
    Pattern told = Pattern.compile("make this record .*record=(\\S+) (\\S+) (.*)}");
    for (String line : journal) {
      Matcher record = told.matcher(line);
      if (record.find() && record.group(1).endsWith(end)) {
        String data = record.group(3);
        dns.add(
            record.group(1), record.group(2), record.group(2).equals("CNAME") ? data + "." : data);
      }
    }
  }

  /** The ingress's clock goes on until certificates of Pebble, of five years, are due. */
  void isLater() {
    later = later.plus(Duration.ofDays(365 * 4));
  }

  /** The clock is right again. */
  void isEarlier() {
    later = Duration.ZERO;
  }

  void stopAgent() throws IOException {
    agent.close();
    Files.deleteIfExists(folder.resolve("dstack.sock"));
  }

  void startAgent() throws IOException {
    agent = LABORATORY.guestAgent(workload).start(folder.resolve("dstack.sock"));
  }

  boolean told(String event) {
    return journal.stream().anyMatch(line -> line.contains(event));
  }

  /** What a visitor who trusts Pebble gets. */
  String get(String host, String path) throws Exception {
    String answer = visitor().ask(host, path);
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  /** The head of that answer. */
  String head(String host, String path) throws Exception {
    String answer = visitor().ask(host, path);
    return answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
  }

  /** The certificate that a visitor is shown. */
  X509Certificate leaf(String host) throws Exception {
    return visitor().leaf(host);
  }

  private Visitor visitor() {
    return new Visitor(port, rootsPem());
  }

  String metrics(Ingress ingress) throws Exception {
    return admin(ingress, "/metrics").body();
  }

  HttpResponse<String> admin(Ingress ingress, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ingress.adminPort() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    backend.stop(0);
    agentFront.close();
    agent.close();
    ca.close();
    pebble.close();
    dns.close();
  }
}
