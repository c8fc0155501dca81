package io.github.quotary.ingress.run;

import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.agent.AgentInfo;
import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.tsm.ConfigfsTsm;
import io.github.quotary.ingress.acme.AcmeAccounts;
import io.github.quotary.ingress.acme.AcmeCa;
import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.acme.AcmeHttp;
import io.github.quotary.ingress.acme.AcmeOrders;
import io.github.quotary.ingress.acme.IssuedCertificate;
import io.github.quotary.ingress.acme.StoredCertificate;
import io.github.quotary.ingress.acme.Timing;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.Dns01;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsProviders;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.Retries;
import io.github.quotary.ingress.evidence.EvidenceFiles;
import io.github.quotary.ingress.exchange.Pause;
import io.github.quotary.ingress.plan.Fact;
import io.github.quotary.ingress.plan.PlanInputs;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.records.OwnershipFile;
import io.github.quotary.ingress.state.FileWords;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a configuration names: the authority, the provider of DNS, resolvers, the source of quotes,
 * and the state directory. Nothing is asked before it is needed. Immutable; thread-safe.
 */
public final class Outlook {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Configuration configuration;
  private final AcmeDirectory directory;
  private final AcmeHttp http;
  private final InstantSource clock;
  private final Pause pause;

  private Outlook(
      Configuration configuration,
      AcmeDirectory directory,
      AcmeHttp http,
      InstantSource clock,
      Pause pause) {
    this.configuration = configuration;
    this.directory = directory;
    this.http = http;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What this configuration names.
   *
   * @throws IOException if the file of the authority's roots cannot be read, the directory's
   *     address does not begin with https, or the system cannot name a path; the message says which
   */
  public static Outlook of(Configuration configuration, InstantSource clock, Pause pause)
      throws IOException {
    checkPaths(configuration);
    AcmeDirectory directory;
    try {
      directory =
          configuration
              .acme()
              .directory()
              .map(AcmeDirectory::of)
              .orElse(
                  configuration.acme().isStaging()
                      ? AcmeDirectory.LETS_ENCRYPT_STAGING
                      : AcmeDirectory.LETS_ENCRYPT);
    } catch (IllegalArgumentException e) {
      throw new IOException("ACME_DIRECTORY: " + e.getMessage(), e);
    }
    return new Outlook(configuration, directory, http(configuration), clock, pause);
  }

  /** Where the locale is C, for example, only ASCII can name a file. */
  private static void checkPaths(Configuration configuration) throws IOException {
    Map<String, Optional<String>> paths = new TreeMap<>();
    paths.put("STATE_DIR", Optional.of(configuration.operation().stateDirectory()));
    paths.put("EVIDENCE_DIR", Optional.of(configuration.evidence().directory()));
    paths.put("AGENT_SOCKET", configuration.operation().agentSocket());
    paths.put("ACME_CA_CERTIFICATES", configuration.acme().caCertificates());
    for (Map.Entry<String, Optional<String>> path : paths.entrySet()) {
      if (!path.getValue().map(Outlook::isPath).orElse(true)) {
        throw new IOException(
            path.getKey()
                + ": this system's character set lacks characters of the path; set LC_ALL=C.UTF-8,"
                + " or use ASCII alone");
      }
    }
  }

  private static boolean isPath(String text) {
    try {
      return Path.of(text).getFileSystem().isOpen();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static AcmeHttp http(Configuration configuration) throws IOException {
    Optional<String> file = configuration.acme().caCertificates();
    if (file.isEmpty()) {
      return AcmeHttp.usual();
    }
    try {
      return AcmeHttp.trusting(Files.readAllBytes(Path.of(file.get())));
    } catch (IOException e) {
      throw new IOException("ACME_CA_CERTIFICATES: " + FileWords.of(e), e);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "ACME_CA_CERTIFICATES: " + file.get() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** The authority's directory. */
  public URI directory() {
    return directory.uri();
  }

  /** A client that trusts whom the configuration trusts with the authority's own server. */
  public HttpClient authorityClient() {
    HttpClient.Builder client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT);
    http.tls().ifPresent(client::sslContext);
    return client.build();
  }

  /** The provider of DNS; none with tls-alpn-01. */
  public Optional<DnsProvider> provider() {
    return configuration.challenge() instanceof Dns01 dns
        ? Optional.of(DnsProviders.of(dns.access(), Retries.usual(clock, pause)))
        : Optional.empty();
  }

  /** The resolvers that must show records. */
  public List<PublicRecords> resolvers() {
    Retries retries =
        new Retries(
            2, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), clock, pause);
    return configuration.setup().resolvers().stream()
        .map(address -> PublicRecords.overHttp(address, retries))
        .toList();
  }

  /** Looks where quotes come from; asks, and makes no quote. */
  public QuoteDetection quotes() {
    Optional<String> socket = configuration.operation().agentSocket();
    if (socket.isEmpty()) {
      return QuoteDetection.run();
    }
    AgentProtocol protocol =
        socket.get().endsWith("tappd.sock") ? AgentProtocol.TAPPD : AgentProtocol.DSTACK;
    return QuoteDetection.among(
        List.of(GuestAgent.at(protocol, Path.of(socket.get())), ConfigfsTsm.standard()));
  }

  /** What the guest agent tells of its guest, where quotes come from one. */
  public static Fact<AgentInfo> guest(QuoteDetection quotes) {
    Optional<QuoteProvider> provider = quotes.provider();
    if (provider.isPresent() && provider.get() instanceof GuestAgent agent) {
      Answer<AgentInfo> info = agent.info();
      return info.fold(
          Fact.Known<AgentInfo>::new, fault -> new Fact.Unknown<AgentInfo>(fault.message()));
    }
    return new Fact.Unknown<>("there is no guest agent");
  }

  /** The id for the address records. */
  private Fact<String> id(Fact<AgentInfo> guest) {
    if (configuration.challenge() instanceof Dns01) {
      return configuration
          .appId()
          .<Fact<String>>map(Fact.Known::new)
          .orElseGet(() -> guest.map(AgentInfo::appId));
    }
    return guest
        .known()
        .map(
            info ->
                info.instanceId()
                    .<Fact<String>>map(Fact.Known::new)
                    .orElseGet(() -> new Fact.Unknown<>("the guest agent tells no instance id")))
        .orElseGet(() -> guest.map(AgentInfo::appId));
  }

  /**
   * What a plan is made of.
   *
   * @param guest what the agent tells, or why it is not asked
   * @param offline why nobody on the network is to be asked; empty: they are
   */
  public PlanInputs planInputs(Fact<AgentInfo> guest, Optional<String> offline) {
    Path folder = Path.of(configuration.operation().stateDirectory());
    return new PlanInputs(
        directory.uri().toString(),
        account(folder),
        id(guest),
        own(folder),
        certificates(folder),
        provider(),
        resolvers(),
        offline);
  }

  private Fact<Optional<String>> account(Path folder) {
    try {
      return new Fact.Known<>(AcmeAccounts.stored(folder, directory).map(URI::toString));
    } catch (IOException e) {
      return new Fact.Unknown<>(FileWords.of(e));
    }
  }

  private static Fact<Ownership> own(Path folder) {
    try {
      return new Fact.Known<>(OwnershipFile.read(StateFolder.read(folder, OwnershipFile.PATH)));
    } catch (IOException e) {
      return new Fact.Unknown<>(FileWords.of(e));
    }
  }

  private Map<DomainName, Fact<Optional<Instant>>> certificates(Path folder) {
    Map<DomainName, Fact<Optional<Instant>>> ends = new HashMap<>();
    for (Lineage lineage : Lineage.of(configuration)) {
      StoredCertificate stored = AcmeOrders.stored(folder, directory, lineage.id());
      Fact<Optional<Instant>> end =
          stored instanceof StoredCertificate.Unreadable unreadable
              ? new Fact.Unknown<>(unreadable.why())
              : new Fact.Known<>(fitting(stored, lineage).map(IssuedCertificate::notAfter));
      lineage.names().forEach(name -> ends.put(name, end));
    }
    return ends;
  }

  private static Optional<IssuedCertificate> fitting(StoredCertificate stored, Lineage lineage) {
    return stored instanceof StoredCertificate.Found found
            && found.certificate().names().equals(new TreeSet<>(lineage.texts()))
        ? Optional.of(found.certificate())
        : Optional.empty();
  }

  /**
   * The files that evidence of the certificates at hand has; empty if there are none, or if there
   * is no account.
   *
   * @throws IOException if the state cannot be read
   */
  public Optional<EvidenceFiles> evidenceAtHand() throws IOException {
    Path folder = Path.of(configuration.operation().stateDirectory());
    Optional<URI> account = AcmeAccounts.stored(folder, directory);
    SortedMap<String, String> chains = new TreeMap<>();
    for (Lineage lineage : Lineage.of(configuration)) {
      StoredCertificate stored = AcmeOrders.stored(folder, directory, lineage.id());
      if (stored instanceof StoredCertificate.Unreadable unreadable) {
        throw new IOException(unreadable.why());
      }
      fitting(stored, lineage)
          .ifPresent(
              certificate ->
                  lineage
                      .names()
                      .forEach(name -> chains.put(name.toString(), certificate.chainPem())));
    }
    return account.isEmpty() || chains.isEmpty()
        ? Optional.empty()
        : Optional.of(EvidenceFiles.of(account.get().toString(), chains));
  }

  /**
   * What an ingress works with.
   *
   * @param state open for as long as it runs
   * @param quotes what was found; if that has no provider, one is looked for whenever a quote is
   *     needed
   */
  public Parts parts(StateFolder state, QuoteDetection quotes, Journal journal) {
    Guest guest = Guest.of(quotes, this::quotes);
    return new Parts(
        state,
        AcmeCa.of(directory, http, Timing.of(clock, pause)),
        provider(),
        resolvers(),
        guest.quotes(),
        guest::appId,
        guest::instanceId,
        TlsEngine.best(),
        clock,
        pause,
        journal);
  }
}
