package io.github.quotary.tls.peer;

import static java.util.Objects.requireNonNull;

import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Collects what of an {@link AttestedTrustManager} differs from the defaults. Not thread-safe. */
public final class AttestedTrustManagerBuilder {
  private final Verifier verifier;
  private @Nullable X509ExtendedTrustManager pkix;
  private boolean namesByCaller;
  private boolean resumption;
  private PeerLimits limits = PeerLimits.standard();
  private Clock clock = Clock.systemUTC();

  AttestedTrustManagerBuilder(Verifier verifier) {
    this.verifier = requireNonNull(verifier, "verifier");
  }

  /**
   * Asks this trust manager, too, and first: its chain and the host's name must be right, and so
   * must the evidence. For a server's certificate the connection must have an endpoint
   * identification algorithm, or the peer is refused; {@code java.net.http.HttpClient} sets one.
   */
  public AttestedTrustManagerBuilder withPkix(X509ExtendedTrustManager manager) {
    pkix = requireNonNull(manager, "manager");
    return this;
  }

  /**
   * The same with the JDK's own PKIX trust manager and the roots that come with the JDK.
   *
   * @throws IllegalArgumentException if they cannot be read, or are none
   */
  public AttestedTrustManagerBuilder withPkix() {
    return withJdkPkix(null);
  }

  /**
   * The same with the JDK's own PKIX trust manager over these roots.
   *
   * @param roots a key store of trusted certificates
   * @throws IllegalArgumentException if the key store has no trusted certificate, or was not loaded
   */
  public AttestedTrustManagerBuilder withPkix(KeyStore roots) {
    return withJdkPkix(requireNonNull(roots, "roots"));
  }

  private AttestedTrustManagerBuilder withJdkPkix(@Nullable KeyStore roots) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(roots);
      X509ExtendedTrustManager manager =
          Arrays.stream(factory.getTrustManagers())
              .filter(X509ExtendedTrustManager.class::isInstance)
              .map(X509ExtendedTrustManager.class::cast)
              .findFirst()
              .orElseThrow();
      if (manager.getAcceptedIssuers().length == 0) {
        throw new IllegalArgumentException(
            "The key store has no trusted certificate; load the roots into it");
      }
      return withPkix(manager);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The key store cannot be used for PKIX; load trusted certificates into it", e);
    }
  }

  /**
   * Leaves the host's name to the client library, for one that compares it itself after the
   * handshake instead of setting an endpoint identification algorithm, such as OkHttp.
   */
  public AttestedTrustManagerBuilder namesByCaller() {
    namesByCaller = true;
    return this;
  }

  /**
   * Lets sessions of accepted peers be resumed. JSSE does not ask the trust manager then: call
   * {@link AttestedPeers#check} after each handshake.
   */
  public AttestedTrustManagerBuilder allowResumption() {
    resumption = true;
    return this;
  }

  /** Other limits. */
  public AttestedTrustManagerBuilder limits(PeerLimits value) {
    limits = requireNonNull(value, "limits");
    return this;
  }

  /** The time of verification; the system's clock unless set. The verifier's own is not asked. */
  public AttestedTrustManagerBuilder clock(Clock value) {
    clock = requireNonNull(value, "clock");
    return this;
  }

  /**
   * The trust manager.
   *
   * @throws IllegalArgumentException if the verifier's policy neither states whose TD is expected
   *     nor waives that: no peer would be accepted
   */
  public AttestedTrustManager build() {
    if (!verifier.policy().statesIdentity()
        && !verifier.policy().waived().contains(VerificationContext.IDENTITY)) {
      throw new IllegalArgumentException(
          "The verifier's policy does not say whose TD is expected, so no peer would be accepted;"
              + " state a measurement such as mrTd");
    }
    return new AttestedTrustManager(
        new PeerJudge(verifier, clock, limits),
        pkix == null ? null : new PkixCheck(pkix, namesByCaller),
        resumption);
  }
}
