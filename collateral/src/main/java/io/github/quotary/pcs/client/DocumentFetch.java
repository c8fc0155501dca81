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
 * Asks the endpoints in their order for one document, until one gives a good one. Thread-safe.
 *
 * <p>A genuine document that is not current, that is out of date or from the future, is the answer
 * only if no endpoint has a better one: some clouds serve old TCB info on purpose, and what a
 * verdict under old collateral is worth is the policy's decision.
 */
public final class DocumentFetch {
  private final List<PcsEndpoint> endpoints;
  private final HttpFetch http;
  private final DocumentChecks checks;
  private final Clock clock;
  private final EndpointBackoff pauses;
  private final Map<PcsEndpoint, URI> rootCaCrlPlaces = new ConcurrentHashMap<>();

  DocumentFetch(
      List<PcsEndpoint> endpoints,
      HttpFetch http,
      DocumentChecks checks,
      Clock clock,
      EndpointBackoff pauses) {
    this.endpoints = endpoints;
    this.http = http;
    this.checks = checks;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** What a document must meet besides being genuine; for example, not to be older than another. */
  @FunctionalInterface
  public interface Condition {
    /** Anything genuine will do. */
    Condition NONE = document -> {};

    void require(TrustedDocument document) throws Refusal;
  }

  /** What makes a received document a trusted one. */
  @FunctionalInterface
  private interface Check {
    TrustedDocument check(ReceivedDocument document) throws Refusal;
  }

  /** Any document but the root CA's revocation list. */
  public PcsResult<TrustedDocument> fetch(
      DocumentKey key, RootCaCrls rootCaCrls, Condition condition) {
    return askAll(
        key,
        document ->
            checks.check(document, rootCaCrls.of(checks.anchoredRoot(document.issuerChain()))),
        condition);
  }

  /** The root CA's revocation list, which is checked by this certificate. */
  public PcsResult<TrustedDocument> fetchRootCaCrl(X509Cert root, Condition condition) {
    return askAll(
        DocumentKey.RootCaCrl.INSTANCE, document -> checks.rootCaCrl(document, root), condition);
  }

  private PcsResult<TrustedDocument> askAll(DocumentKey key, Check check, Condition condition) {
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
    pauses.requireNone(endpoint);
    Refusal told = null;
    for (URI place : places(endpoint, key)) {
      try {
        TrustedDocument document = check.check(receive(endpoint, key, place));
        if (key instanceof DocumentKey.RootCaCrl) {
          rootCaCrlPlaces.put(endpoint, place);
        }
        return document;
      } catch (Refusal refusal) {
        told = told == null || told.kind() == FailureKind.NOT_FOUND ? refusal : told;
        if (!mayBeElsewhere(key, refusal.kind())) {
          break;
        }
      }
    }
    throw told == null ? new Refusal(FailureKind.NOT_FOUND, "there is no place for it") : told;
  }

  /** The places of the root CA's list differ in what they serve; others only in having it. */
  private static boolean mayBeElsewhere(DocumentKey key, FailureKind kind) {
    return switch (kind) {
      case NOT_FOUND -> true;
      case UNREACHABLE, RATE_LIMITED, BUSY -> false;
      default -> key instanceof DocumentKey.RootCaCrl;
    };
  }

  /** The place that had the root CA's revocation list before comes first. */
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
      pauses.note(endpoint, refusal);
      throw refusal;
    }
    byte[] body = key.isRevocationList() ? CrlText.toDer(reply.body()) : reply.body();
    return new ReceivedDocument(
        key, body, IssuerChainHeader.read(key, reply.headers()), endpoint.name(), clock.instant());
  }
}
