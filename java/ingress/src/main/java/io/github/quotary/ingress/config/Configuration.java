package io.github.quotary.ingress.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an ingress is told to do. Its text shows no secret.
 *
 * @param names to serve, sorted and without duplicates, at least one
 * @param routing which target a connection goes to
 * @param gatewayDomain what the names are aliases of
 * @param port to listen on, which is also the port in the address records
 * @param txtPrefix first label of the address records
 * @param appId for the address records, instead of what the guest agent says
 * @param acme the certification authority
 * @param challenge how names are validated
 * @param setup what to do about records that somebody else must make
 * @param renewal when to renew
 * @param proxy limits of the connections
 * @param evidence where evidence is kept and shown
 * @param listener how the port is listened on
 * @param operation what is of no interest to visitors
 */
public record Configuration(
    List<DomainName> names,
    Routing routing,
    String gatewayDomain,
    int port,
    String txtPrefix,
    Optional<String> appId,
    Acme acme,
    Challenge challenge,
    Setup setup,
    Renewal renewal,
    Proxy proxy,
    Evidence evidence,
    Listener listener,
    Operation operation) {
  /** Copies the names. */
  public Configuration {
    names = List.copyOf(names);
  }

  /**
   * The certification authority.
   *
   * @param email of the account, for the authority alone; the evidence does not have it
   * @param isStaging whether certificates for tests are wanted
   * @param directory of another authority than Let's Encrypt
   * @param caaIssuer the authority's name in CAA records
   * @param caCertificates file of root certificates, PEM, one of which the authority's own server
   *     must have; empty: those of the JVM
   * @param isOneCertificate whether one certificate is for all names, not one for each
   */
  public record Acme(
      Optional<String> email,
      boolean isStaging,
      Optional<URI> directory,
      String caaIssuer,
      Optional<String> caCertificates,
      boolean isOneCertificate) {}

  /** How names are validated. */
  public sealed interface Challenge {}

  /**
   * By records that the ingress writes itself.
   *
   * @param access to the zone
   * @param setsCaa whether CAA records are written; always, with a delegation
   * @param delegation where records are written instead of the names' own zones
   * @param replaceable foreign records that may be taken away, as a plan shows them: name, type,
   *     data
   */
  public record Dns01(
      DnsAccess access, boolean setsCaa, Optional<Delegation> delegation, List<String> replaceable)
      implements Challenge {
    /** Copies the records. */
    public Dns01 {
      replaceable = List.copyOf(replaceable);
    }
  }

  /**
   * The zone that the names' records are aliases into.
   *
   * @param propagation how long to wait after a challenge was written
   */
  public record Delegation(String zone, Duration propagation) {}

  /**
   * By a certificate that answers on the port that is served; without access to DNS.
   *
   * @param address where the responder of an earlier version listened
   * @param port of that responder
   * @param terminatePort of an earlier version's inner listener
   * @param settle how long to wait once records are there that were missing
   * @param legoPath where earlier versions kept account and certificates
   */
  public record TlsAlpn01(
      String address, int port, int terminatePort, Duration settle, String legoPath)
      implements Challenge {}

  /**
   * What to do about records that somebody else must make.
   *
   * @param timeout how long to wait for them
   * @param interval between two looks
   * @param resolvers that must all show them: DNS over HTTPS, with JSON answers
   * @param webhook whom to tell; present if the mode demands it
   */
  public record Setup(
      SetupMode mode,
      Duration timeout,
      Duration interval,
      List<URI> resolvers,
      Optional<Webhook> webhook) {
    /** Copies the resolvers. */
    public Setup {
      resolvers = List.copyOf(resolvers);
    }
  }

  /** Ways to wait for records. */
  public enum SetupMode {
    /** Print them, and look until they are there. */
    WAIT,
    /** Print them, and go on. */
    PRINT,
    /** Print and post them, and look until they are there. */
    WEBHOOK
  }

  /**
   * Whom to tell about records.
   *
   * @param url not shown in any text, since it may be as good as a password
   * @param token key of the signature
   * @param timeout of each attempt
   */
  public record Webhook(URI url, Optional<Secret> token, Duration timeout) {
    @Override
    public String toString() {
      return "Webhook[url=(secret), token=" + token + ", timeout=" + timeout + "]";
    }
  }

  /**
   * When to renew.
   *
   * @param daysBefore the certificate's end; empty leaves it to the authority's advice
   * @param interval between two passes that went well
   * @param timeout of one order
   */
  public record Renewal(OptionalInt daysBefore, Duration interval, Duration timeout) {}

  /**
   * Limits of the connections. A time of zero means no limit.
   *
   * @param alpn protocols to offer, in order; none: no answer to ALPN
   */
  public record Proxy(
      int maxConnections,
      Duration connectTimeout,
      Duration clientTimeout,
      Duration serverTimeout,
      List<String> alpn) {
    /** Copies the protocols. */
    public Proxy {
      alpn = List.copyOf(alpn);
    }
  }

  /**
   * Where evidence is kept and shown.
   *
   * @param isServed whether connections that ask for it are answered here
   * @param port of the inner server of earlier versions
   * @param answersChallenges whether visitors may ask for a quote over a nonce of theirs, each of
   *     which costs the TEE about a second
   */
  public record Evidence(boolean isServed, int port, String directory, boolean answersChallenges) {}

  /**
   * How the port is listened on.
   *
   * @param address of this machine, IPv4 or IPv6
   * @param isCompatible whether the curve P-384 alone is offered, as dstack-ingress does
   * @param sendsProxyProtocol whether targets are told the client's address, by version 2 of the
   *     PROXY protocol
   */
  public record Listener(String address, boolean isCompatible, boolean sendsProxyProtocol) {}

  /**
   * What is of no interest to visitors.
   *
   * @param stateDirectory where account, keys and certificates are kept
   * @param adminPort of metrics and health, on the loopback address
   * @param agentSocket of the guest agent; empty: where it usually is, or the kernel's interface
   */
  public record Operation(String stateDirectory, int adminPort, Optional<String> agentSocket) {}
}
