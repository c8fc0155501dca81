package io.github.quotary.domain.capture;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.ChallengePath;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts.Continuity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Fetches a domain's evidence from the domain itself, over one TLS connection, so that the
 * certificate seen is that of the connection that the evidence came over.
 *
 * <pre>{@code
 * DomainEvidence evidence = DomainCapture.builder().build().custom("app.example.com");
 * }</pre>
 *
 * <p>TLS 1.2 and 1.3, HTTP/1.1; redirects are not followed, nothing is decompressed, everything has
 * a limit. If the server ends the connection, the next must show the same leaf, byte for byte;
 * otherwise the capture begins anew, and after the last attempt the evidence says that the leaves
 * differed. The server's chain and name are validated by {@link WebPki} at the time of the capture;
 * an invalid one does not end the capture but is part of the evidence.
 *
 * <p>A capture never throws because of what the other side does: unavailable documents are {@link
 * io.github.quotary.domain.evidence.Document.Absent}, with the reason. It takes as long as the
 * limits allow. Immutable and thread-safe.
 */
public final class DomainCapture {
  private static final int NONCE = 32;

  private final int port;
  private final Optional<InetSocketAddress> connectTo;
  private final Predicate<InetAddress> allowed;
  private final WebPki webPki;
  private final CaptureLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;

  private DomainCapture(Builder builder) {
    port = builder.port;
    connectTo = builder.connectTo;
    allowed = builder.allowed;
    webPki = builder.webPki.orElseGet(WebPki::ofJdk);
    limits = builder.limits;
    clock = builder.clock;
    random = builder.random.orElseGet(SecureRandom::new);
  }

  /** A capture by the JDK's trusted roots, the standard limits and the system's clock. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Captures {@code /.dstack/acme-info}, {@code /.dstack/app-info} and {@code /.dstack/index}.
   *
   * @param host such as {@code gateway.example.com}; a name in another script is taken in A-labels
   * @throws IllegalArgumentException if that is not a valid host name
   */
  public DomainEvidence gateway(String host) {
    return capture(
        DnsName.parse(host),
        attempt ->
            List.of("/.dstack/acme-info", "/.dstack/app-info", "/.dstack/index")
                .forEach(attempt::fetch));
  }

  /**
   * Captures {@code /evidences/sha256sum.txt}, {@code quote.json}, {@code acme-account.json} and
   * the certificate files that the manifest lists, those of the host first; then, if there was a
   * manifest, the answer to a challenge with a new nonce of 32 bytes, under its {@link
   * ChallengePath}.
   *
   * @param host such as {@code app.example.com}; a name in another script is taken in A-labels
   * @throws IllegalArgumentException if that is not a valid host name
   */
  public DomainEvidence custom(String host) {
    DnsName name = DnsName.parse(host);
    return capture(
        name,
        attempt -> {
          Optional<RawBytes> manifest = attempt.fetch("/evidences/sha256sum.txt");
          attempt.fetch("/evidences/quote.json");
          attempt.fetch("/evidences/acme-account.json");
          manifest.stream()
              .flatMap(bytes -> ManifestNames.certificates(bytes, name).stream())
              .forEach(file -> attempt.fetch("/evidences/" + file));
          if (manifest.isPresent()) {
            attempt.fetch(ChallengePath.of(nonce()));
          }
        });
  }

  private byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  private DomainEvidence capture(DnsName host, Consumer<CaptureAttempt> plan) {
    CaptureTarget target = new CaptureTarget(host, port, connectTo, allowed);
    DomainEvidence evidence = attempt(target, plan);
    for (int i = 1; i < limits.attempts() && isTorn(evidence); i++) {
      evidence = attempt(target, plan);
    }
    return evidence;
  }

  /** Whether it came from several servers, as happens behind a name of several replicas. */
  private static boolean isTorn(DomainEvidence evidence) {
    return evidence.tls().continuity() == Continuity.DIFFERENT_LEAVES;
  }

  private DomainEvidence attempt(CaptureTarget target, Consumer<CaptureAttempt> plan) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try (CaptureAttempt attempt = new CaptureAttempt(target, limits)) {
      plan.accept(attempt);
      return attempt.evidence(webPki, at);
    }
  }

  /** Sets up a capture. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_PORT = 65535;

    private int port = 443;
    private Optional<InetSocketAddress> connectTo = Optional.empty();
    private Predicate<InetAddress> allowed = address -> true;
    private Optional<WebPki> webPki = Optional.empty();
    private CaptureLimits limits = CaptureLimits.standard();
    private InstantSource clock = InstantSource.system();
    private Optional<SecureRandom> random = Optional.empty();

    private Builder() {}

    /** The host's port; 443 unless set. */
    public Builder port(int value) {
      if (value < 1 || value > MAX_PORT) {
        throw new IllegalArgumentException("not a valid port: " + value);
      }
      port = value;
      return this;
    }

    /** Connects there instead of to the host's address; the server name stays that of the host. */
    public Builder connectTo(InetSocketAddress value) {
      connectTo = Optional.of(value);
      return this;
    }

    /**
     * Which addresses may be connected to; any unless set. A service that captures on behalf of
     * others sets {@link DomainCapture#publicAddresses()}, so that it cannot be made to look into
     * its own network.
     */
    public Builder allow(Predicate<InetAddress> value) {
      allowed = value;
      return this;
    }

    /** Who may issue the server's certificate; the JDK's trusted roots unless set. */
    public Builder webPki(WebPki value) {
      webPki = Optional.of(value);
      return this;
    }

    /** Limits of the capture; {@link CaptureLimits#standard()} unless set. */
    public Builder limits(CaptureLimits value) {
      limits = value;
      return this;
    }

    /** Clock for the time of the capture; the system's clock unless set. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Where nonces come from; the system's generator unless set. */
    public Builder random(SecureRandom value) {
      random = Optional.of(value);
      return this;
    }

    /**
     * The capture.
     *
     * @throws IllegalStateException if the JDK's trusted roots are needed and cannot be read
     */
    public DomainCapture build() {
      return new DomainCapture(this);
    }
  }

  /** Addresses that are reachable from everywhere: no loopback, private, local or group address. */
  public static Predicate<InetAddress> publicAddresses() {
    return PublicAddress::test;
  }
}
