package io.github.quotary.service.config;

import io.github.quotary.domain.dstack.image.OsImageAllowList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings. {@link SettingsReader} reads them, and its schema documents each.
 *
 * @param file that they were read from, if from one
 * @param listen where connections are accepted
 * @param allowRemote whether an address that other machines reach may be used without TLS
 * @param tls TLS, if it is used
 * @param apiKeys who may ask; everybody if there are none
 * @param policies files of policies by name
 * @param defaultPolicy the name of the policy of requests that name none, if not the command's
 * @param earKey file of the key that signs tokens
 * @param earTestRoot whether tokens are signed under a root that is not Intel's, too
 * @param allow what a request may state itself
 * @param challenge how nonces are issued
 * @param domains whose domain may be verified
 * @param dstack how clients of dstack-verifier are answered
 * @param envoy how Envoy is answered
 * @param limits bounds
 * @param sharedEvidence how many inputs are kept for shareable addresses; 0 for none
 */
public record Settings(
    Optional<Path> file,
    Listen listen,
    boolean allowRemote,
    Optional<Tls> tls,
    List<ApiKey> apiKeys,
    Map<String, Path> policies,
    Optional<String> defaultPolicy,
    Optional<Path> earKey,
    boolean earTestRoot,
    Allow allow,
    Challenges challenge,
    Domains domains,
    Dstack dstack,
    Envoy envoy,
    Limits limits,
    int sharedEvidence) {

  /** Copies the collections. */
  public Settings {
    apiKeys = List.copyOf(apiKeys);
    policies = Map.copyOf(policies);
  }

  /** The same, listening elsewhere. */
  public Settings listening(Listen other) {
    return new Settings(
        file,
        other,
        allowRemote,
        tls,
        apiKeys,
        policies,
        defaultPolicy,
        earKey,
        earTestRoot,
        allow,
        challenge,
        domains,
        dstack,
        envoy,
        limits,
        sharedEvidence);
  }

  /** The same, read from this file. */
  public Settings from(Path other) {
    return new Settings(
        Optional.of(other),
        listen,
        allowRemote,
        tls,
        apiKeys,
        policies,
        defaultPolicy,
        earKey,
        earTestRoot,
        allow,
        challenge,
        domains,
        dstack,
        envoy,
        limits,
        sharedEvidence);
  }

  /**
   * TLS.
   *
   * @param certificate PEM: the chain, the leaf first
   * @param key PEM: its private key
   * @param clientAuthorities PEM: issuers of clients' certificates
   * @param areClientsRequired whether a client without a certificate is refused
   */
  public record Tls(
      Path certificate, Path key, Optional<Path> clientAuthorities, boolean areClientsRequired) {}

  /**
   * What a request may state itself.
   *
   * @param at the time of verification
   * @param collateral Intel's statements
   * @param policy a policy, not only the name of one
   */
  public record Allow(boolean at, boolean collateral, boolean policy) {}

  /**
   * How nonces are issued.
   *
   * @param context what a nonce's answer is for
   * @param timeToLive how long it is good
   * @param max how many are good at a time
   */
  public record Challenges(String context, Duration timeToLive, int max) {}

  /**
   * Whose domain may be verified.
   *
   * @param names DNS names; one that begins with a dot stands for all names below it
   * @param policy file of the domains' policy
   * @param concurrent how many are verified at a time
   */
  public record Domains(List<String> names, Optional<Path> policy, int concurrent) {
    /** Copies the list. */
    public Domains {
      names = List.copyOf(names);
    }
  }

  /**
   * How clients of dstack-verifier are answered.
   *
   * @param policyCounts whether {@code is_valid} is false, too, where the policy or the list of
   *     images objects
   * @param osImages the OS images that are accepted; anybody's without it
   */
  public record Dstack(boolean policyCounts, Optional<OsImageAllowList> osImages) {}

  /**
   * How Envoy's external authorization is answered.
   *
   * @param header the header that has the quote, in lower case
   * @param binding what ties a quote in a header to its sender
   * @param nonceHeader the header that has the nonce, in lower case
   * @param peerCertificate whether evidence in the client's certificate counts
   * @param forwardedCertificate whether the certificate in {@code x-forwarded-client-cert} counts
   *     as the client's
   * @param decisions most decisions that are remembered
   * @param decisionAge how long one is remembered at most
   */
  public record Envoy(
      String header,
      Binding binding,
      String nonceHeader,
      boolean peerCertificate,
      boolean forwardedCertificate,
      int decisions,
      Duration decisionAge) {
    /** What ties a quote in a header to its sender. */
    public enum Binding {
      /** Its report data is of the key of the client's certificate. */
      KEY,
      /** Its report data answers a nonce. */
      NONCE,
      /** Nothing does. */
      NONE
    }
  }

  /**
   * Bounds.
   *
   * @param bodyBytes of a request
   * @param batchBytes of a batch
   * @param headerBytes of a request
   * @param connections at a time
   * @param connectionsPerClient at a time
   * @param queue how many requests wait for a thread
   * @param together how many quotes are verified together
   * @param threads that verify
   * @param requestsPerSecond of one client; 0 for no limit
   * @param burst of one client
   * @param clients that are remembered for it
   * @param request how long a request may take, sending and waiting, or a batch make no progress
   * @param idle how long a connection may be without a request
   * @param collateral how long a request waits for collateral
   * @param drain how long requests are given when the service stops
   */
  public record Limits(
      int bodyBytes,
      long batchBytes,
      int headerBytes,
      int connections,
      int connectionsPerClient,
      int queue,
      int together,
      int threads,
      int requestsPerSecond,
      int burst,
      int clients,
      Duration request,
      Duration idle,
      Duration collateral,
      Duration drain) {}
}
