package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.CrlText;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.IssuerChainHeader;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.RootCaCrls;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.X509Cert;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries the endpoints in order until one returns a good document. Thread-safe.
 *
 * <p>A genuine document that is not current (expired, or not valid yet) is returned only if no
 * endpoint has a better one: some clouds serve old TCB info on purpose, and the policy decides
 * about a verdict under old collateral.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class DocumentFetch {
  private final List<PcsEndpoint> endpoints;
  private final HttpFetch http;
  private final DocumentChecks checks;
  private final Clock clock;
  private final EndpointBackoff backoff;
  private final Map<PcsEndpoint, URI> rootCaCrlPlaces = new ConcurrentHashMap<>();

  DocumentFetch(
      List<PcsEndpoint> endpoints,
      HttpFetch http,
      DocumentChecks checks,
      Clock clock,
      EndpointBackoff backoff) {
    this.endpoints = endpoints;
    this.http = http;
    this.checks = checks;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** A condition on a genuine document; for example, that it is not older than another. */
  @FunctionalInterface
  public interface Condition {
    /** Accepts every genuine document. */
    Condition NONE = document -> {};

    /** Throws if the document does not meet the condition. */
    void require(TrustedDocument document) throws Refusal;
  }

  /** Turns a received document into a trusted one. */
  @FunctionalInterface
  private interface Check {
    TrustedDocument check(ReceivedDocument document) throws Refusal;
  }

  /** Fetches any document except the root CA's revocation list. */
  public PcsResult<TrustedDocument> fetch(
      DocumentKey key, RootCaCrls rootCaCrls, Condition condition) {
    return fetchFromAny(
        key,
        document ->
            checks.check(document, rootCaCrls.of(checks.anchoredRoot(document.issuerChain()))),
        condition);
  }

  /** Fetches the root CA's revocation list, to be checked by this certificate. */
  public PcsResult<TrustedDocument> fetchRootCaCrl(X509Cert root, Condition condition) {
    return fetchFromAny(
        DocumentKey.RootCaCrl.INSTANCE, document -> checks.rootCaCrl(document, root), condition);
  }

  private PcsResult<TrustedDocument> fetchFromAny(
      DocumentKey key, Check check, Condition condition) {
    List<FetchFailure> failures = new ArrayList<>();
    TrustedDocument best = null;
    for (PcsEndpoint endpoint : endpoints) {
      try {
        TrustedDocument document = fetchFrom(endpoint, key, check);
        condition.require(document);
        Instant now = clock.instant();
        if (document.isCurrentAt(now)) {
          return new PcsResult.Received<>(document, failures);
        }
        failures.add(FetchFailure.of(endpoint.name(), key, document.notCurrentAt(now)));
        best = best == null || best.olderThan(document).isPresent() ? document : best;
      } catch (Refusal refusal) {
        failures.add(FetchFailure.of(endpoint.name(), key, refusal));
      }
    }
    return best == null
        ? new PcsResult.Failed<>(failures)
        : new PcsResult.Received<>(best, failures);
  }

  private TrustedDocument fetchFrom(PcsEndpoint endpoint, DocumentKey key, Check check)
      throws Refusal {
    backoff.requireNone(endpoint);
    Refusal reported = null;
    for (URI place : places(endpoint, key)) {
      try {
        TrustedDocument document = check.check(receive(endpoint, key, place));
        if (key instanceof DocumentKey.RootCaCrl) {
          rootCaCrlPlaces.put(endpoint, place);
        }
        return document;
      } catch (Refusal refusal) {
        reported =
            reported == null || reported.kind() == FailureKind.NOT_FOUND ? refusal : reported;
        if (!mayBeElsewhere(key, refusal.kind())) {
          break;
        }
      }
    }
    throw reported == null
        ? new Refusal(FailureKind.NOT_FOUND, "the endpoint has no address for it")
        : reported;
  }

  /**
   * The addresses of the root CA's list may serve different content; those of others may lack it.
   */
  private static boolean mayBeElsewhere(DocumentKey key, FailureKind kind) {
    return switch (kind) {
      case NOT_FOUND -> true;
      case UNREACHABLE, OFFLINE, RATE_LIMITED, BUSY -> false;
      default -> key instanceof DocumentKey.RootCaCrl;
    };
  }

  /** The address that last served the root CA's revocation list comes first. */
  private List<URI> places(PcsEndpoint endpoint, DocumentKey key) throws Refusal {
    List<URI> places = PcsPaths.of(endpoint, key);
    URI known = key instanceof DocumentKey.RootCaCrl ? rootCaCrlPlaces.get(endpoint) : null;
    if (known == null) {
      return places;
    }
    List<URI> sorted = new ArrayList<>(places);
    sorted.remove(known);
    sorted.add(0, known);
    return sorted;
  }

  private ReceivedDocument receive(PcsEndpoint endpoint, DocumentKey key, URI place)
      throws Refusal {
    HttpReply reply;
    try {
      reply = http.get(place, endpoint.headers());
    } catch (Refusal refusal) {
      backoff.note(endpoint, refusal);
      throw refusal;
    }
    byte[] body = key.isRevocationList() ? CrlText.toDer(reply.body()) : reply.body();
    return new ReceivedDocument(
        key, body, IssuerChainHeader.read(key, reply.headers()), endpoint.name(), clock.instant());
  }
}
