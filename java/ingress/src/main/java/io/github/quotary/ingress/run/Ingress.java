package io.github.quotary.ingress.run;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.ingress.acme.AcmeAccounts;
import io.github.quotary.ingress.acme.Backoff;
import io.github.quotary.ingress.acme.IssuedCertificate;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.evidence.ChallengeLimits;
import io.github.quotary.ingress.evidence.Challenges;
import io.github.quotary.ingress.evidence.Evidence;
import io.github.quotary.ingress.evidence.EvidenceFiles;
import io.github.quotary.ingress.evidence.EvidencePublisher;
import io.github.quotary.ingress.evidence.ServedDomain;
import io.github.quotary.ingress.state.FileWords;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An ingress at work. What is at hand is served at once; {@link #pass} or {@link #run} brings
 * records, locks and certificates into order, serves what is new, and then publishes evidence of
 * what is served. Whatever fails, what was served before goes on being served. One thread makes the
 * passes; {@link #close} may come from another.
 */
public final class Ingress implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int WAITING_CHALLENGES = 16;

  private final Configuration configuration;
  private final Parts parts;
  private final Meters meters;
  private final Certificates certificates;
  private final Serving serving;
  private final NameSetup setup;
  private final EvidencePublisher publisher;
  private final EvidenceDesk desk;
  private final EvidenceDirectory directory;
  private final ThreadPoolExecutor quoting;
  private @Nullable Admin admin;
  private volatile @Nullable PassReport last;

  private Ingress(Configuration configuration, Parts parts) {
    this.configuration = configuration;
    this.parts = parts;
    this.meters = new Meters(parts.clock());
    this.certificates = new Certificates(configuration, parts, meters);
    this.serving = new Serving(configuration, parts, meters);
    Optional<Webhook> webhook =
        configuration.setup().webhook().map(hook -> new Webhook(configuration, hook, parts));
    this.setup =
        new NameSetup(
            configuration,
            parts,
            new OperatorRecords(configuration, parts, webhook, meters),
            meters);
    this.publisher = new EvidencePublisher(parts.quotes());
    this.quoting =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_CHALLENGES),
            task -> {
              Thread thread = new Thread(task, "quotary-challenges");
              thread.setDaemon(true);
              return thread;
            });
    Optional<Challenges> challenges =
        configuration.evidence().answersChallenges()
            ? Optional.of(
                new Challenges(
                    parts.quotes(), this::domain, ChallengeLimits.standard(), parts.clock()))
            : Optional.empty();
    this.desk = new EvidenceDesk(publisher, challenges, quoting, parts.journal());
    this.directory = new EvidenceDirectory(Path.of(configuration.evidence().directory()));
  }

  /**
   * Serves what is at hand, with evidence of it, and answers about its health.
   *
   * @throws IOException if the port of metrics, or that of visitors, cannot be listened on; nothing
   *     is left open then
   */
  public static Ingress start(Configuration configuration, Parts parts) throws IOException {
    Ingress ingress = new Ingress(configuration, parts);
    try {
      ingress.open();
      return ingress;
    } catch (IOException | RuntimeException e) {
      ingress.close();
      throw e;
    }
  }

  private void open() throws IOException {
    admin = Admin.start(configuration.operation().adminPort(), meters::text, this::notReady);
    Optional<String> fault = serving.serve(certificates.atHand(), desk);
    if (fault.isPresent()) {
      throw new IOException(fault.get());
    }
    publish().ifPresent(why -> parts.journal().warn("evidence not published", "why", why));
  }

  /** Makes passes until the thread is interrupted. */
  public void run() {
    int failures = 0;
    while (!Thread.currentThread().isInterrupted()) {
      PassReport report = pass();
      failures = report.isGood() ? 0 : failures + 1;
      Duration wait =
          report.isGood() ? untilNext(report) : Backoff.after(failures, report.retryAfter());
      if (!parts.ticker().pause(wait)) {
        return;
      }
    }
  }

  /** Until the usual next pass, or until a certificate is due before that. */
  private Duration untilNext(PassReport report) {
    Duration usual = configuration.renewal().interval();
    Duration shortest = Duration.ofMinutes(1);
    Duration due =
        report
            .nextDue()
            .map(time -> Duration.between(parts.clock().instant(), time))
            .filter(time -> time.compareTo(usual) < 0)
            .orElse(usual);
    return due.compareTo(shortest) < 0 && usual.compareTo(shortest) > 0 ? shortest : due;
  }

  /** Makes one pass. What nobody foresaw fails the pass, and visitors are served all the same. */
  public PassReport pass() {
    PassReport report;
    try {
      report = wholePass();
    } catch (RuntimeException e) {
      parts.journal().error("a pass ended early", "why", e.toString());
      meters.passed(false);
      report = new PassReport(List.of("it ended early: " + e), Optional.empty(), Optional.empty());
    }
    last = report;
    return report;
  }

  private PassReport wholePass() {
    PassReport pass =
        new Pass(
                configuration, parts, meters, certificates, serving, setup, this::serveWithEvidence)
            .run();
    List<String> failures = new ArrayList<>(pass.failures());
    failures.addAll(serveWithEvidence());
    meters.passed(failures.isEmpty());
    return new PassReport(failures, pass.retryAfter(), pass.nextDue());
  }

  /** What could not be done is told, and answered. */
  private List<String> serveWithEvidence() {
    List<String> failures = new ArrayList<>();
    serving
        .serve(certificates.atHand(), desk)
        .ifPresent(
            why -> {
              parts.journal().error("not served", "why", why);
              failures.add(why);
            });
    publish()
        .ifPresent(
            why -> {
              parts.journal().error("evidence not published", "why", why);
              failures.add("evidence: " + why);
            });
    return failures;
  }

  /** Evidence of what is served; after it is served, so that it never runs ahead. */
  private Optional<String> publish() {
    Served served = serving.served();
    if (served.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> why = publish(served);
    meters.evidence(why.isEmpty());
    return why;
  }

  private Optional<String> publish(Served served) {
    Optional<String> account;
    try {
      account = account();
    } catch (IOException e) {
      return Optional.of("the state folder failed: " + FileWords.of(e));
    }
    if (account.isEmpty()) {
      return Optional.of("there is no account yet");
    }
    if (served.certificates().size() > EvidenceFiles.MAX_CERTIFICATES) {
      return Optional.of(
          "there are "
              + served.certificates().size()
              + " names, and evidence has at most "
              + EvidenceFiles.MAX_CERTIFICATES);
    }
    Answer<Evidence> published =
        publisher.publish(EvidenceFiles.of(account.get(), served.chains()));
    if (published.fault().isPresent()) {
      return published.fault().map(fault -> fault.message());
    }
    try {
      directory.write(published.found().orElseThrow());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "visitors get it, but the copies in "
              + configuration.evidence().directory()
              + " could not be written: "
              + FileWords.of(e));
    }
  }

  private Optional<String> account() throws IOException {
    return AcmeAccounts.stored(parts.state().path(), parts.authority().directory())
        .map(Object::toString);
  }

  private Optional<ServedDomain> domain(String host) {
    Served served = serving.served();
    Optional<X509Certificate> leaf = served.leafFor(host);
    Optional<Evidence> evidence = publisher.published();
    try {
      Optional<String> account = account();
      return leaf.isEmpty() || evidence.isEmpty() || account.isEmpty()
          ? Optional.empty()
          : Optional.of(ServedDomain.of(served.names(), account.get(), leaf.get(), evidence.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why visitors are not served as they should be; empty if they are. */
  private String notReady() {
    Served served = serving.served();
    if (serving.server().isEmpty()) {
      return "nothing is listened on yet";
    }
    Instant now = parts.clock().instant();
    List<String> bad = new ArrayList<>();
    for (DomainName name : configuration.names()) {
      IssuedCertificate certificate = served.certificates().get(name);
      if (certificate == null) {
        bad.add(name + " has no certificate yet");
      } else if (certificate.notAfter().isBefore(now)) {
        bad.add("the certificate of " + name + " has ended");
      }
    }
    return String.join("; ", bad);
  }

  /** The port that visitors are served on; empty before there is a certificate. */
  public OptionalInt port() {
    return serving
        .server()
        .map(server -> OptionalInt.of(server.port()))
        .orElse(OptionalInt.empty());
  }

  /** The port of metrics and health. */
  public int adminPort() {
    return admin == null ? 0 : admin.port();
  }

  /** What came of the last pass; empty before the first has ended. */
  public Optional<PassReport> last() {
    return Optional.ofNullable(last);
  }

  /** Stops: open connections may end within half a minute. */
  @Override
  public void close() {
    serving.stop(GRACE);
    quoting.shutdownNow();
    if (admin != null) {
      admin.close();
    }
  }
}
