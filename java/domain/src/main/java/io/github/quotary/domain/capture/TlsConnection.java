package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.exchange.Deadline;
import io.github.quotary.domain.exchange.DeadlineSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * One TLS connection and the HTTP/1.1 requests on it: TLS 1.2 or 1.3, with a full handshake, so
 * that the peer always shows its certificate. Not thread-safe.
 */
final class TlsConnection implements AutoCloseable {
  private static final int MAX_INTERIM = 8;

  private final String authority;
  private final SSLSocket socket;
  private final PeerRecorder peer;
  private final HttpInput in;
  private boolean usable = true;

  private TlsConnection(String authority, SSLSocket socket, PeerRecorder peer) throws IOException {
    this.authority = authority;
    this.socket = socket;
    this.peer = peer;
    this.in = new HttpInput(socket.getInputStream());
  }

  static TlsConnection open(CaptureTarget target, Deadline deadline) throws IOException {
    InetSocketAddress address = target.resolve();
    DeadlineSocket plain = DeadlineSocket.connect(address, deadline);
    try {
      PeerRecorder peer = new PeerRecorder();
      // A context of its own: a resumed session would show no certificate.
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {peer}, null);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, target.host().text(), address.getPort(), true);
      socket.setSSLParameters(parameters(socket.getSSLParameters(), target.host().text()));
      socket.startHandshake();
      return new TlsConnection(target.authority(), socket, peer);
    } catch (GeneralSecurityException e) {
      plain.close();
      throw new IllegalStateException("The JDK lacks TLS", e);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static SSLParameters parameters(SSLParameters parameters, String host) {
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setServerNames(List.of(new SNIHostName(host)));
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    return parameters;
  }

  /** Whether another request may be made. */
  boolean isUsable() {
    return usable;
  }

  /** What the handshake agreed on. */
  SSLSession session() {
    return socket.getSession();
  }

  Optional<String> applicationProtocol() {
    String protocol = socket.getApplicationProtocol();
    return protocol == null || protocol.isEmpty() ? Optional.empty() : Optional.of(protocol);
  }

  String peerAddress() {
    return socket.getInetAddress().getHostAddress();
  }

  /** The certificates that the peer sent, DER, leaf first. */
  List<RawBytes> chain() throws IOException {
    List<RawBytes> chain = new ArrayList<>();
    try {
      for (X509Certificate certificate : peer.chain()) {
        chain.add(RawBytes.of(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException("a peer certificate cannot be encoded", e);
    }
    return chain;
  }

  /**
   * Asks for a path. An answer that can be used no further makes the connection unusable, too.
   *
   * @throws IOException if the connection fails, or the response is not valid
   */
  Document get(String path, int limit) throws IOException {
    usable = false;
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nAccept: */*\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    HttpHead head = head();
    if (head.isRedirect()) {
      return new Document.Absent(
          Document.Reason.REDIRECTED,
          "status " + head.status() + " to " + String.join(" ", head.values("location")));
    }
    if (!head.isPlain()) {
      return new Document.Absent(
          Document.Reason.ENCODED,
          "content coding " + String.join(", ", head.values("content-encoding")));
    }
    byte[] body = body(head, limit);
    usable = head.keepsAlive();
    return new Document.Answered(head.status(), RawBytes.of(body));
  }

  private HttpHead head() throws IOException {
    for (int i = 0; i < MAX_INTERIM; i++) {
      HttpHead head = HttpHead.read(in);
      if (!head.isInterim()) {
        return head;
      }
    }
    throw HttpException.malformed("only interim responses");
  }

  private byte[] body(HttpHead head, int limit) throws IOException {
    if (head.isChunked()) {
      return in.chunkedBody(limit);
    }
    OptionalLong length = head.contentLength();
    if (head.hasNoBody()) {
      return new byte[0];
    }
    if (length.isEmpty()) {
      // It would end with the connection, and an early end would look the same.
      throw HttpException.malformed("a response without a length");
    }
    return in.body(length.getAsLong(), limit);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is lost: all that was read was read.
    }
  }
}
