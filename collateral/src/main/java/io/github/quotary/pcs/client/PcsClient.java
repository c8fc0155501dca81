package io.github.quotary.pcs.client;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.document.CollateralAssembly;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.FmspcEntry;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Fetches Intel's signed documents from provisioning certification services and checks every
 * response: signatures up to the trust anchor's key, revocation, and that it matches the request.
 * Endpoints are tried in order until one returns a good response.
 *
 * <pre>{@code
 * PcsClient client = PcsClient.builder().endpoint(PcsEndpoint.intel()).build();
 * PcsResult<Collateral> result = client.collateral(key, TcbUpdate.STANDARD);
 * }</pre>
 *
 * <p>Every method blocks on the network, bounded by timeouts and the number of attempts. Documents
 * are not cached; services that verify quotes should wrap the client in a {@link
 * io.github.quotary.pcs.cache.CachingCollateralSource}. Thread-safe.
 */
public final class PcsClient {
  private final TrustAnchor trustAnchor;
  private final List<PcsEndpoint> endpoints;
  private final HttpFetch http;
  private final DocumentChecks checks;
  private final EndpointBackoff backoff;
  private final DocumentFetch fetch;
  private final Clock clock;

  private PcsClient(Builder builder) {
    endpoints = List.copyOf(builder.endpoints);
    clock = builder.clock;
    http =
        new HttpFetch(
            new HttpTransport(
                builder.http(), builder.timeout, builder.maxBodyBytes, builder.offline),
            builder.retryPolicy,
            builder.pause,
            () -> ThreadLocalRandom.current().nextLong(),
            clock);
    trustAnchor = builder.trustAnchor;
    checks = new DocumentChecks(trustAnchor, builder.engine);
    backoff = new EndpointBackoff(builder.clock, builder.pauseAfterOutage);
    fetch = new DocumentFetch(endpoints, http, checks, builder.clock, backoff);
  }

  /** A client of one service, with the defaults of {@link Builder}. */
  public static PcsClient of(PcsEndpoint endpoint) {
    return builder().endpoint(endpoint).build();
  }

  /** A builder of clients; at least one endpoint is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The endpoints, in the order in which they are tried. */
  public List<PcsEndpoint> endpoints() {
    return endpoints;
  }

  /**
   * One document, checked. One that is not current is returned only if no endpoint has a better
   * one; see {@link TrustedDocument#isCurrentAt}.
   */
  public PcsResult<TrustedDocument> document(DocumentKey key) {
    return new FetchSession(fetch, checks).document(key);
  }

  /**
   * The four documents needed to verify a quote of this platform, in the order of {@link
   * DocumentKey#of}, checked one by one and as a set.
   */
  public PcsResult<List<TrustedDocument>> documents(CollateralKey key, TcbUpdate update) {
    return new FetchSession(fetch, checks).documents(key, update);
  }

  /** The collateral needed to verify a quote of this platform. */
  public PcsResult<Collateral> collateral(CollateralKey key, TcbUpdate update) {
    PcsResult<List<TrustedDocument>> result = documents(key, update);
    return result.value().isEmpty()
        ? new PcsResult.Failed<>(result.failures())
        : new PcsResult.Received<>(
            CollateralAssembly.ofDocuments(result.value().get()), result.failures());
  }

  /** The TCB evaluation data numbers for which Intel has data sets; signature checked. */
  public PcsResult<EvaluationDataNumbers> evaluationDataNumbers(TeeType teeType) {
    DocumentKey key = new DocumentKey.EvaluationDataNumbers(teeType);
    PcsResult<TrustedDocument> result = document(key);
    if (result.value().isEmpty()) {
      return new PcsResult.Failed<>(result.failures());
    }
    TrustedDocument document = result.value().get();
    try {
      return new PcsResult.Received<>(EvaluationDataNumbers.of(document), result.failures());
    } catch (Refusal refusal) {
      List<FetchFailure> failures = new ArrayList<>(result.failures());
      failures.add(FetchFailure.of(document.received().origin(), key, refusal));
      return new PcsResult.Failed<>(failures);
    }
  }

  /** The families of platforms for which Intel publishes TCB info. The list is not signed. */
  public PcsResult<List<FmspcEntry>> fmspcs() {
    List<FetchFailure> failures = new ArrayList<>();
    for (PcsEndpoint endpoint : endpoints) {
      try {
        backoff.requireNone(endpoint);
        HttpReply reply = http.get(PcsPaths.fmspcs(endpoint), endpoint.headers());
        return new PcsResult.Received<>(FmspcList.parse(reply.body()), failures);
      } catch (Refusal refusal) {
        backoff.note(endpoint, refusal);
        failures.add(FetchFailure.of(endpoint.name(), "FMSPC list", refusal));
      }
    }
    return new PcsResult.Failed<>(failures);
  }

  /**
   * The client's clock.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public Clock clock() {
    return clock;
  }

  /**
   * The client's checks.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public DocumentChecks checks() {
    return checks;
  }

  /**
   * The client's fetches of single documents.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public DocumentFetch fetch() {
    return fetch;
  }

  /** The root that every document must be signed under. */
  public TrustAnchor trustAnchor() {
    return trustAnchor;
  }

  /** Configures a client. Not thread-safe. */
  public static final class Builder {
    private static final int MIB = 1 << 20;

    private final List<PcsEndpoint> endpoints = new ArrayList<>();
    private TrustAnchor trustAnchor = TrustAnchor.intelSgxRootCa();
    private EcdsaP256 engine = EcdsaP256.bouncyCastle();
    private @Nullable SSLContext sslContext;
    private Duration pauseAfterOutage = Duration.ofSeconds(10);
    private Clock clock = Clock.systemUTC();
    private Duration connectTimeout = Duration.ofSeconds(4);
    private Duration timeout = Duration.ofSeconds(10);
    private int maxBodyBytes = 2 * MIB;
    private boolean offline;
    private @Nullable ProxySelector proxy;
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private HttpFetch.Pause pause = duration -> Thread.sleep(duration.toMillis());

    private Builder() {}

    /** Adds an endpoint, tried after those already added. */
    public Builder endpoint(PcsEndpoint endpoint) {
      endpoints.add(endpoint);
      return this;
    }

    /** The trusted root key; Intel's by default. */
    public Builder trustAnchor(TrustAnchor anchor) {
      trustAnchor = anchor;
      return this;
    }

    /** Verifies signatures; Bouncy Castle by default. */
    public Builder engine(EcdsaP256 newEngine) {
      engine = newEngine;
      return this;
    }

    /** TLS trust settings; the Java runtime's by default. See {@link PcsTls}. */
    public Builder sslContext(SSLContext context) {
      sslContext = context;
      return this;
    }

    /**
     * Which proxy each address is asked through; {@link ProxySelector#getDefault} by default, which
     * reads the properties {@code https.proxyHost} and {@code http.nonProxyHosts}. The environment
     * variables {@code https_proxy} and {@code no_proxy} are not read. {@code
     * HttpClient.Builder.NO_PROXY} asks every address directly. An {@code https} address is asked
     * through a proxy by {@code CONNECT}; no credentials are sent to a proxy.
     */
    public Builder proxy(ProxySelector selector) {
      proxy = selector;
      return this;
    }

    /** Timeout for connecting; 4 seconds by default. */
    public Builder connectTimeout(Duration newTimeout) {
      connectTimeout = newTimeout;
      return this;
    }

    /** Timeout for a whole response; 10 seconds by default. */
    public Builder timeout(Duration newTimeout) {
      timeout = newTimeout;
      return this;
    }

    /** Largest accepted response body; 2 MiB by default. */
    public Builder maxBodyBytes(int bytes) {
      maxBodyBytes = bytes;
      return this;
    }

    /**
     * Whether the network is switched off: every document is then unavailable, and no retry helps.
     * For a cache that serves what it has. False by default.
     */
    public Builder offline(boolean switchedOff) {
      offline = switchedOff;
      return this;
    }

    /** When a request is retried; {@link RetryPolicy#standard()} by default. */
    public Builder retryPolicy(RetryPolicy policy) {
      retryPolicy = policy;
      return this;
    }

    /** Backoff for an unreachable endpoint; 10 seconds by default. */
    public Builder pauseAfterOutage(Duration duration) {
      pauseAfterOutage = duration;
      return this;
    }

    /** Clock for document dates and backoff; the system clock by default. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    Builder pause(HttpFetch.Pause newPause) {
      pause = newPause;
      return this;
    }

    private HttpClient http() {
      HttpClient.Builder http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectTimeout);
      if (sslContext != null) {
        http.sslContext(sslContext);
      }
      ProxySelector selector = proxy == null ? ProxySelector.getDefault() : proxy;
      if (selector != null) {
        http.proxy(selector);
      }
      return http.build();
    }

    /**
     * Creates the client.
     *
     * @throws IllegalStateException if there is no endpoint
     */
    public PcsClient build() {
      if (endpoints.isEmpty()) {
        throw new IllegalStateException(
            "At least one endpoint is required; for example PcsEndpoint.intel()");
      }
      return new PcsClient(this);
    }
  }
}
