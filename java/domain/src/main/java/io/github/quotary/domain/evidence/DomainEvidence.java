package io.github.quotary.domain.evidence;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything captured from a host at one time: enough to verify it again later, offline, with the
 * same result. Immutable; equal when all parts are equal.
 *
 * <p>It is the same for gateways and custom domains. Request paths start with '/': {@code
 * /.dstack/index}, {@code /.dstack/app-info}, {@code /.dstack/acme-info} of a gateway; {@code
 * /evidences/sha256sum.txt}, {@code /evidences/quote.json} and so on of a custom domain, with the
 * answer to a challenge under its {@link ChallengePath}. A path that was not requested is not in
 * the map.
 */
public final class DomainEvidence {
  private final String host;
  private final NavigableMap<String, Document> documents;
  private final List<RawBytes> peerChain;
  private final TlsFacts tls;
  private final Instant capturedAt;
  private final Optional<RawBytes> collateral;
  private final NavigableMap<String, RawBytes> dnsAnswers;
  private final NavigableMap<String, RawBytes> ctAnswers;
  private final Origin origin;

  /** How evidence came here. Not part of the evidence: it changes with each hand that it takes. */
  public enum Origin {
    /** Captured from the host by this program. */
    LIVE,
    /** Read from a capture. */
    CAPTURE,
    /** Put together from documents. */
    FILES
  }

  private DomainEvidence(Builder builder) {
    host = builder.host;
    documents = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.documents));
    peerChain = List.copyOf(builder.peerChain);
    tls = builder.tls;
    capturedAt = builder.capturedAt;
    collateral = builder.collateral;
    dnsAnswers = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.dnsAnswers));
    ctAnswers = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.ctAnswers));
    origin = builder.origin;
  }

  /**
   * Evidence from a host.
   *
   * @param host the name that was connected to and sent as SNI: ASCII, lower case, without a dot at
   *     the end
   * @param capturedAt when; with files on disk the time to judge at
   */
  public static Builder builder(String host, Instant capturedAt) {
    return new Builder(host, capturedAt);
  }

  /** The name that was connected to. */
  public String host() {
    return host;
  }

  /** The results of all requested paths, sorted by path. */
  public NavigableMap<String, Document> documents() {
    return documents;
  }

  /** The result of this path; empty if it was not requested. */
  public Optional<Document> document(String path) {
    return Optional.ofNullable(documents.get(path));
  }

  /** The bytes of this request path's answer; empty unless its status was 200. */
  public Optional<RawBytes> body(String path) {
    return document(path)
        .filter(document -> document instanceof Document.Answered answered && answered.isOk())
        .map(document -> ((Document.Answered) document).body());
  }

  /** The certificates that the peer sent, DER, leaf first; empty if none is known. */
  public List<RawBytes> peerChain() {
    return peerChain;
  }

  /** The certificate that the peer served, DER. */
  public Optional<RawBytes> servedLeaf() {
    return peerChain.stream().findFirst();
  }

  /** Facts about the connections. */
  public TlsFacts tls() {
    return tls;
  }

  /** When it was captured. */
  public Instant capturedAt() {
    return capturedAt;
  }

  /** Intel's collateral for its quotes: JSON as tools of this field exchange it. */
  public Optional<RawBytes> collateral() {
    return collateral;
  }

  /** Answers of the DNS by name, opaque here. */
  public NavigableMap<String, RawBytes> dnsAnswers() {
    return dnsAnswers;
  }

  /** Answers about Certificate Transparency by name, opaque here. */
  public NavigableMap<String, RawBytes> ctAnswers() {
    return ctAnswers;
  }

  /** How it came here. Equal evidence may differ in this. */
  public Origin origin() {
    return origin;
  }

  /**
   * Why the host could not be asked, in words; empty if there was a handshake or an answer, or if
   * nothing was requested.
   */
  public Optional<String> unreachable() {
    if (tls.protocol().isPresent() || !peerChain.isEmpty()) {
      return Optional.empty();
    }
    String words = "";
    for (Document document : documents.values()) {
      if (!(document instanceof Document.Absent absent)) {
        return Optional.empty();
      }
      switch (absent.reason()) {
        case NO_ADDRESS -> words = host + " has no address (" + absent.detail() + ")";
        case CONNECTION_FAILED, TIMED_OUT ->
            words = host + " cannot be reached (" + absent.detail() + ")";
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(words).filter(text -> !text.isEmpty());
  }

  /** SHA-256 over all parts, 32 bytes: the same for equal evidence. */
  public Measurement digest() {
    return EvidenceDigest.of(this);
  }

  /** A builder with all of these parts, to change some. */
  public Builder toBuilder() {
    Builder builder = new Builder(host, capturedAt);
    builder.documents.putAll(documents);
    builder.peerChain = peerChain;
    builder.tls = tls;
    builder.origin = origin;
    builder.collateral = collateral;
    builder.dnsAnswers.putAll(dnsAnswers);
    builder.ctAnswers.putAll(ctAnswers);
    return builder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainEvidence that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(host, documents, peerChain, tls, capturedAt, collateral, dnsAnswers, ctAnswers);
  }

  @Override
  public String toString() {
    return host + " at " + capturedAt + ": " + documents.keySet();
  }

  /** Collects evidence. Not thread-safe. */
  public static final class Builder {
    private final String host;
    private final Instant capturedAt;
    private final Map<String, Document> documents = new TreeMap<>();
    private final Map<String, RawBytes> dnsAnswers = new TreeMap<>();
    private final Map<String, RawBytes> ctAnswers = new TreeMap<>();
    private List<RawBytes> peerChain = List.of();
    private TlsFacts tls = TlsFacts.none();
    private Origin origin = Origin.FILES;
    private Optional<RawBytes> collateral = Optional.empty();

    private Builder(String host, Instant capturedAt) {
      this.host = host;
      this.capturedAt = capturedAt;
    }

    /** Sets the result of a path; the last call for a path wins. */
    public Builder document(String path, Document document) {
      documents.put(path, document);
      return this;
    }

    /** The certificates that the peer sent, DER, leaf first. */
    public Builder peerChain(List<RawBytes> chain) {
      peerChain = List.copyOf(chain);
      return this;
    }

    /** Facts about the connections. */
    public Builder tls(TlsFacts facts) {
      tls = facts;
      return this;
    }

    /** Intel's collateral, JSON. */
    public Builder collateral(byte[] json) {
      collateral = Optional.of(RawBytes.of(json));
      return this;
    }

    /** An answer of the DNS under a name of the capturer's choice. */
    public Builder dnsAnswer(String name, byte[] answer) {
      dnsAnswers.put(name, RawBytes.of(answer));
      return this;
    }

    /** An answer about Certificate Transparency under a name of the capturer's choice. */
    public Builder ctAnswer(String name, byte[] answer) {
      ctAnswers.put(name, RawBytes.of(answer));
      return this;
    }

    /** How it came here; {@link Origin#FILES} unless set. */
    public Builder origin(Origin value) {
      origin = value;
      return this;
    }

    /** The evidence. */
    public DomainEvidence build() {
      return new DomainEvidence(this);
    }
  }
}
