package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts;
import io.github.quotary.domain.evidence.TlsFacts.Continuity;
import io.github.quotary.domain.exchange.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One pass over a host's documents. Not thread-safe. */
final class CaptureAttempt implements AutoCloseable {
  /** How the JDK's resolver begins when it had no answer (EAI_AGAIN). */
  private static final String TEMPORARY = "Temporary failure";

  private final CaptureTarget target;
  private final CaptureLimits limits;
  private final Deadline deadline;
  private final Map<String, Document> documents = new TreeMap<>();
  private long bytesLeft;
  private int connections;
  private boolean leavesDiffer;
  private @Nullable TlsConnection connection;
  private @Nullable FirstConnection first;

  /** What the first connection showed. */
  private record FirstConnection(
      List<RawBytes> chain,
      String protocol,
      String cipherSuite,
      Optional<String> applicationProtocol,
      String peerAddress) {}

  CaptureAttempt(CaptureTarget target, CaptureLimits limits) {
    this.target = target;
    this.limits = limits;
    this.deadline = Deadline.in(limits.time());
    this.bytesLeft = limits.totalBytes();
  }

  /** Fetches a document, records the outcome, and returns the body if the status was 200. */
  Optional<RawBytes> fetch(String path) {
    Document document = documents.size() < limits.documents() ? ask(path) : tooMany();
    documents.put(path, document);
    if (document instanceof Document.Answered answered) {
      bytesLeft -= answered.body().size();
      return answered.isOk() ? Optional.of(answered.body()) : Optional.empty();
    }
    return Optional.empty();
  }

  private Document tooMany() {
    return new Document.Absent(
        Document.Reason.TOO_LARGE, "more than " + limits.documents() + " documents");
  }

  private Document ask(String path) {
    int limit = (int) Math.min(CaptureLimits.bodyLimit(path), bytesLeft);
    boolean isReused = connection != null && connection.isUsable();
    try {
      return usableConnection().get(path, limit);
    } catch (EOFException | SocketException e) {
      // A server may close an idle connection at any time; that is not an answer yet.
      return isReused ? askAgain(path, limit) : absent(e);
    } catch (IOException e) {
      return absent(e);
    }
  }

  private Document askAgain(String path, int limit) {
    try {
      return usableConnection().get(path, limit);
    } catch (IOException e) {
      return absent(e);
    }
  }

  private TlsConnection usableConnection() throws IOException {
    if (connection != null && connection.isUsable()) {
      return connection;
    }
    close();
    if (connections == limits.connections()) {
      throw new IOException("more than " + limits.connections() + " connections");
    }
    TlsConnection opened = TlsConnection.open(target, deadline);
    connection = opened;
    connections++;
    if (first == null) {
      first =
          new FirstConnection(
              opened.chain(),
              opened.session().getProtocol(),
              opened.session().getCipherSuite(),
              opened.applicationProtocol(),
              opened.peerAddress());
    } else if (!first.chain().get(0).equals(opened.chain().get(0))) {
      leavesDiffer = true;
    }
    return opened;
  }

  private Document absent(IOException e) {
    if (e instanceof HttpException http) {
      return new Document.Absent(http.reason(), message(e));
    }
    if (e instanceof SocketTimeoutException) {
      return new Document.Absent(
          Document.Reason.TIMED_OUT, "no response within " + limits.time().toMillis() + " ms");
    }
    if (e instanceof UnknownHostException) {
      return withoutAddress(message(e));
    }
    return new Document.Absent(Document.Reason.CONNECTION_FAILED, kind(e) + message(e));
  }

  /**
   * That a name has no address, or that the resolver could not find out.
   *
   * @param message the name, and the resolver's own words, if it has any
   */
  static Document.Absent withoutAddress(String message) {
    int colon = message.indexOf(": ");
    String words = colon < 0 ? "no such name" : message.substring(colon + 2);
    return words.startsWith(TEMPORARY)
        ? new Document.Absent(Document.Reason.CONNECTION_FAILED, "DNS: " + words)
        : new Document.Absent(Document.Reason.NO_ADDRESS, words);
  }

  private static String kind(IOException e) {
    if (e instanceof ConnectException) {
      return "connection failed: ";
    }
    return e instanceof SSLException ? "TLS: " : "";
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  DomainEvidence evidence(WebPki webPki, Instant at) {
    DomainEvidence.Builder evidence =
        DomainEvidence.builder(target.host().text(), at).origin(DomainEvidence.Origin.LIVE);
    documents.forEach(evidence::document);
    if (first == null) {
      return evidence.build();
    }
    WebPki.Finding finding = webPki.judge(first.chain(), target.host(), at);
    return evidence
        .peerChain(first.chain())
        .tls(
            new TlsFacts(
                Optional.of(first.protocol()),
                Optional.of(first.cipherSuite()),
                first.applicationProtocol(),
                Optional.of(first.peerAddress()),
                finding.path(),
                finding.hostName(),
                finding.detail(),
                connections,
                continuity()))
        .build();
  }

  private Continuity continuity() {
    if (connections == 1) {
      return Continuity.ONE_CONNECTION;
    }
    return leavesDiffer ? Continuity.DIFFERENT_LEAVES : Continuity.SAME_LEAF;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
