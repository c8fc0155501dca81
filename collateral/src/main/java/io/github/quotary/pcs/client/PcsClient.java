package io.github.quotary.pcs.client;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.cache.CachingCollateralSource;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks provisioning certification services for Intel's signed documents and checks every answer
 * before it is handed on: signatures up to the trust anchor's key, revocation, and that it is what
 * was asked for. Endpoints are asked in their order until one gives a good answer.
 *
 * <pre>{@code
 * PcsClient client = PcsClient.builder().endpoint(PcsEndpoint.intel()).build();
 * PcsResult<Collateral> result = client.collateral(key, TcbUpdate.STANDARD);
 * }</pre>
 *
 * <p>Every method blocks for as long as the network takes, bounded by timeouts and tries; nothing
 * is kept between calls. Thread-safe. A service that verifies quotes wants {@link
 * CachingCollateralSource} around it.
 */
public final class PcsClient {
  private final List<PcsEndpoint> endpoints;
  private final HttpFetch http;
  private final DocumentChecks checks;
  private final EndpointBackoff pauses;
  private final DocumentFetch fetch;
  private final Clock clock;

  private PcsClient(Builder builder) {
    endpoints = List.copyOf(builder.endpoints);
    clock = builder.clock;
    http = new HttpFetch(builder);
    checks = new DocumentChecks(builder.trustAnchor, builder.engine);
    pauses = new EndpointBackoff(builder.clock, builder.pauseAfterOutage);
    fetch = new DocumentFetch(endpoints, http, checks, builder.clock, pauses);
  }

  /** A client of one service, with the defaults of {@link Builder}. */
  public static PcsClient of(PcsEndpoint endpoint) {
    return builder().endpoint(endpoint).build();
  }

  /** A builder of clients; at least one endpoint must be given. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whom the client asks, in this order. */
  public List<PcsEndpoint> endpoints() {
    return endpoints;
  }

  /**
   * One document, checked. An answer that is not current is taken only if no endpoint has a better
   * one; see {@link TrustedDocument#isCurrentAt}.
   */
  public PcsResult<TrustedDocument> document(DocumentKey key) {
    return new FetchSession(fetch, checks).document(key);
  }

  /**
   * The four documents that a quote of this platform is verified with, in the order of {@link
   * DocumentKey#of}, checked one by one and as a set.
   */
  public PcsResult<List<TrustedDocument>> documents(CollateralKey key, TcbUpdate update) {
    return new FetchSession(fetch, checks).documents(key, update);
  }

  /** Everything that a quote of this platform is verified with. */
  public PcsResult<Collateral> collateral(CollateralKey key, TcbUpdate update) {
    PcsResult<List<TrustedDocument>> result = documents(key, update);
    return result.value().isEmpty()
        ? new PcsResult.Failed<>(result.failures())
        : new PcsResult.Received<>(
            CollateralAssembly.ofDocuments(result.value().get()), result.failures());
  }

  /** The TCB evaluation data numbers for which there are data sets; signature checked. */
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

  /** The families of platforms that Intel has TCB info of. The list is not signed. */
  public PcsResult<List<FmspcEntry>> fmspcs() {
    List<FetchFailure> failures = new ArrayList<>();
    for (PcsEndpoint endpoint : endpoints) {
      try {
        pauses.requireNone(endpoint);
        HttpReply reply = http.get(PcsPaths.fmspcs(endpoint), endpoint.headers());
        return new PcsResult.Received<>(FmspcList.parse(reply.body()), failures);
      } catch (Refusal refusal) {
        pauses.note(endpoint, refusal);
        failures.add(FetchFailure.of(endpoint.name(), "FMSPC list", refusal));
      }
    }
    return new PcsResult.Failed<>(failures);
  }

  public Clock clock() {
    return clock;
  }

  public DocumentChecks checks() {
    return checks;
  }

  public DocumentFetch fetch() {
    return fetch;
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private static final int MIB = 1 << 20;

    private final List<PcsEndpoint> endpoints = new ArrayList<>();
    private TrustAnchor trustAnchor = TrustAnchor.intelSgxRootCa();
    private EcdsaP256 engine = EcdsaP256.bouncyCastle();
    private @Nullable SSLContext sslContext;
    private Duration pauseAfterOutage = Duration.ofSeconds(10);
    Clock clock = Clock.systemUTC();
    Duration connectTimeout = Duration.ofSeconds(4);
    Duration timeout = Duration.ofSeconds(10);
    int maxBodyBytes = 2 * MIB;
    RetryPolicy retryPolicy = RetryPolicy.standard();
    HttpFetch.Pause pause = duration -> Thread.sleep(duration.toMillis());
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    private Builder() {}

    /** One more endpoint, asked after those already given. */
    public Builder endpoint(PcsEndpoint endpoint) {
      endpoints.add(endpoint);
      return this;
    }

    /** The root key to trust; Intel's unless set. */
    public Builder trustAnchor(TrustAnchor anchor) {
      trustAnchor = anchor;
      return this;
    }

    /** Who verifies signatures; Bouncy Castle unless set. */
    public Builder engine(EcdsaP256 newEngine) {
      engine = newEngine;
      return this;
    }

    /** Whose TLS certificates are accepted; the Java runtime's unless set. See {@link PcsTls}. */
    public Builder sslContext(SSLContext context) {
      sslContext = context;
      return this;
    }

    /** Time for a connection; 4 seconds unless set. */
    public Builder connectTimeout(Duration newTimeout) {
      connectTimeout = newTimeout;
      return this;
    }

    /** Time for a whole answer; 10 seconds unless set. */
    public Builder timeout(Duration newTimeout) {
      timeout = newTimeout;
      return this;
    }

    /** Size above which an answer is refused; 2 MiB unless set. */
    public Builder maxBodyBytes(int bytes) {
      maxBodyBytes = bytes;
      return this;
    }

    /** How often a request is tried again; {@link RetryPolicy#standard()} unless set. */
    public Builder retryPolicy(RetryPolicy policy) {
      retryPolicy = policy;
      return this;
    }

    /** For how long an endpoint that cannot be reached is not asked; 10 seconds unless set. */
    public Builder pauseAfterOutage(Duration duration) {
      pauseAfterOutage = duration;
      return this;
    }

    /** What documents' dates are compared with; the system's clock unless set. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    Builder pause(HttpFetch.Pause newPause) {
      pause = newPause;
      return this;
    }

    Optional<SSLContext> sslContext() {
      return Optional.ofNullable(sslContext);
    }

    /**
     * The client.
     *
     * @throws IllegalStateException if no endpoint was given
     */
    public PcsClient build() {
      if (endpoints.isEmpty()) {
        throw new IllegalStateException("A client needs an endpoint; for example intel()");
      }
      return new PcsClient(this);
    }
  }
}
