package io.github.quotary.tls.peer;

import io.github.quotary.verify.Verifier;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a TLS peer for the evidence in its certificate. The quote must be trusted under the
 * verifier, and must bind the certificate's key; TLS then proves that the peer has the key. For
 * clients that check servers, and for servers that check clients. Thread-safe.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder().policy(policy).collateralSource(source).build();
 * AttestedTrustManager trust = AttestedTrustManager.builder(verifier).build();
 * HttpClient client = HttpClient.newBuilder().sslContext(AttestedTls.client(trust)).build();
 * }</pre>
 *
 * <p>Of each peer it checks, in this order: the limits of size; with {@linkplain
 * AttestedTrustManagerBuilder#withPkix PKIX in addition}, the chain and the host's name; the
 * certificate's dates and usage; the evidence. Without PKIX neither chain nor names are checked:
 * the policy alone says who the peer is, and any workload that it accepts can answer for any host.
 * Revocation of the certificate itself is what the PKIX trust manager makes of it.
 *
 * <p>Verdicts are cached by the hash of the whole certificate, and used until the time to live or
 * the earliest expiration of the collateral. Only acceptance is cached.
 *
 * <p><b>Resumption.</b> JSSE asks a trust manager in full handshakes only. Unless {@linkplain
 * AttestedTrustManagerBuilder#allowResumption allowed}, every session is therefore invalidated
 * while it is made. That keeps JSSE from resuming it on servers, and on clients with TLS 1.2; for
 * clients with TLS 1.3 the context must be made, or {@linkplain
 * io.github.quotary.tls.AttestedTls#tune tuned}, by {@link io.github.quotary.tls.AttestedTls}. Then
 * every connection asks the trust manager, and finds the verdict in the cache while it lasts. With
 * other contexts, with TLS implementations other than the JDK's, and where resumption is allowed,
 * call {@link AttestedPeers#check} after each handshake. An open connection is never checked again
 * by itself.
 *
 * <p>A refusal is an {@link AttestedCertificateException}. Verification may wait for the collateral
 * source, on the thread that runs the handshake's tasks: give the verifier a source that caches.
 */
public final class AttestedTrustManager extends X509ExtendedTrustManager {
  private static final X509Certificate[] ANY_ISSUER = {};

  private final PeerJudge judge;
  private final @Nullable PkixCheck pkix;
  private final boolean mayResume;
  private final AttestedPeers peers;

  AttestedTrustManager(PeerJudge judge, @Nullable PkixCheck pkix, boolean mayResume) {
    this.judge = judge;
    this.pkix = pkix;
    this.mayResume = mayResume;
    this.peers = new AttestedPeers(judge);
  }

  /**
   * A builder of trust managers: evidence instead of PKIX, {@link PeerLimits#standard}, no
   * resumption, unless told otherwise.
   *
   * @param verifier says which quotes are trusted: its policy, collateral source and root count
   */
  public static AttestedTrustManagerBuilder builder(Verifier verifier) {
    return new AttestedTrustManagerBuilder(verifier);
  }

  /** The peers that it accepts, by their sessions. */
  public AttestedPeers peers() {
    return peers;
  }

  /** Its limits. */
  public PeerLimits limits() {
    return judge.limits();
  }

  /** Whether sessions of accepted peers may be resumed. */
  public boolean allowsResumption() {
    return mayResume;
  }

  /** How many verdicts are cached. */
  public int cachedVerdicts() {
    return judge.cached();
  }

  @Override
  public void checkServerTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    check(Handshake.of(PeerRole.SERVER, chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
      throws CertificateException {
    check(Handshake.of(PeerRole.SERVER, chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
      throws CertificateException {
    check(Handshake.of(PeerRole.SERVER, chain, authType));
  }

  @Override
  public void checkClientTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    check(Handshake.of(PeerRole.CLIENT, chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
      throws CertificateException {
    check(Handshake.of(PeerRole.CLIENT, chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
      throws CertificateException {
    check(Handshake.of(PeerRole.CLIENT, chain, authType));
  }

  /**
   * The issuers of the PKIX trust manager; none without one, so that clients show what they have.
   */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return pkix == null ? ANY_ISSUER.clone() : pkix.acceptedIssuers();
  }

  private void check(Handshake handshake) throws AttestedCertificateException {
    Optional<PeerFault> size = judge.sizeFault(handshake.chain());
    if (size.isPresent()) {
      throw new AttestedCertificateException(size.get());
    }
    if (pkix != null) {
      pkix.check(handshake);
    }
    judge.judge(handshake.chain(), handshake.role()).orElseThrow();
    if (!mayResume) {
      handshake.session().ifPresent(SSLSession::invalidate);
    }
  }
}
