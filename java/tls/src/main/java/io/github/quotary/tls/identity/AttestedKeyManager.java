package io.github.quotary.tls.identity;

import io.github.quotary.challenge.KeyBinding;
import io.github.quotary.guest.provider.Answer;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Serves a certificate with evidence over its key, as a server or as a client, and renews both in
 * time. The key is made in memory, on P-256, and leaves it never. Thread-safe.
 *
 * <pre>{@code
 * QuoteProvider provider = QuoteDetection.run().provider().orElseThrow();
 * Answer<AttestedKeyManager> answer =
 *     AttestedKeyManager.builder(EvidenceMaker.interoperable(provider))
 *         .dnsNames("app.example.com")
 *         .start(RenewalTimer.of(executor));
 * }</pre>
 *
 * <p>A renewal that fails changes nothing but what the {@link RenewalListener} hears: the old
 * certificate is served on, beyond its end if need be, and the renewal is tried again. Connections
 * that are open keep the certificate that they began with.
 */
public final class AttestedKeyManager extends X509ExtendedKeyManager implements AutoCloseable {
  private static final String KEY_TYPE = "EC";

  private final Renewals renewals;
  private final EvidenceMaker evidence;
  private final String context;

  AttestedKeyManager(Renewals renewals, EvidenceMaker evidence, String context) {
    this.renewals = renewals;
    this.evidence = evidence;
    this.context = context;
  }

  /** A builder of key managers whose certificates carry this evidence. */
  public static AttestedKeyManagerBuilder builder(EvidenceMaker evidence) {
    return new AttestedKeyManagerBuilder(evidence);
  }

  /** What new connections are served. */
  public AttestedIdentity identity() {
    return renewals.current().identity();
  }

  /**
   * Makes a new key and certificate now; waits for the evidence.
   *
   * @return what is served from now on, or why the old one still is
   */
  public Answer<AttestedIdentity> renew() {
    return renewals.renew();
  }

  /**
   * Fresh evidence for the key that new connections are served: a quote over the challenge's
   * context, the key and this nonce. Each answer costs a quote: limit who may ask, and how often.
   *
   * @param nonce 32 bytes from the relying party
   * @throws IllegalArgumentException if the nonce has another size
   */
  public Answer<ChallengeAnswer> answer(byte[] nonce) {
    return answer(renewals.current(), nonce);
  }

  /**
   * The same for the key of this session, as long as it is the current one or that before it. A key
   * that was renewed while the connection was open is answered for by its own session only.
   *
   * @return empty if the session's key is neither
   */
  public Optional<Answer<ChallengeAnswer>> answer(SSLSession session, byte[] nonce) {
    Certificate @Nullable [] local = session.getLocalCertificates();
    if (local == null || local.length == 0 || !(local[0] instanceof X509Certificate served)) {
      return Optional.empty();
    }
    return renewals.generations().stream()
        .filter(generation -> generation.hasKeyOf(served))
        .findFirst()
        .map(generation -> answer(generation, nonce));
  }

  private Answer<ChallengeAnswer> answer(Generation generation, byte[] nonce) {
    return evidence
        .quote(KeyBinding.reportData(context, generation.publicKey(), nonce))
        .then(quote -> Answer.given(new ChallengeAnswer(generation.certificate(), quote)));
  }

  /** Ends renewals. The last certificate is served on. */
  @Override
  public void close() {
    renewals.close();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return clientAlias(keyTypes, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return clientAlias(keyTypes, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(
      @Nullable String keyType, Principal @Nullable [] issuers) {
    return one(alias(keyType));
  }

  @Override
  public String @Nullable [] getClientAliases(
      @Nullable String keyType, Principal @Nullable [] issuers) {
    return keyType == null ? null : one(clientAlias(new String[] {keyType}, issuers));
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    return find(alias)
        .map(generation -> new X509Certificate[] {generation.certificate()})
        .orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    return find(alias).map(Generation::key).orElse(null);
  }

  private Optional<Generation> find(@Nullable String alias) {
    return alias == null ? Optional.empty() : renewals.find(alias);
  }

  private @Nullable String alias(@Nullable String keyType) {
    return keyType != null && (keyType.equals(KEY_TYPE) || keyType.startsWith(KEY_TYPE + "_"))
        ? renewals.current().alias()
        : null;
  }

  /** A server that names the issuers which it accepts gets the certificate only if it is one. */
  private @Nullable String clientAlias(
      String @Nullable [] keyTypes, Principal @Nullable [] issuers) {
    Generation current = renewals.current();
    boolean isWanted =
        issuers == null
            || issuers.length == 0
            || Arrays.asList(issuers).contains(current.certificate().getIssuerX500Principal());
    if (keyTypes == null || !isWanted) {
      return null;
    }
    return Arrays.stream(keyTypes).anyMatch(keyType -> alias(keyType) != null)
        ? current.alias()
        : null;
  }

  private static String @Nullable [] one(@Nullable String alias) {
    return alias == null ? null : new String[] {alias};
  }
}
