package io.github.quotary.ingress.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS clients that believe every certificate. */
final class Client {
  private Client() {}

  /** A connection that has done its handshake. */
  static SSLSocket connect(int port, String host, String... protocols) throws IOException {
    return connect(
        port,
        parameters -> {
          if (!host.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
          }
          parameters.setApplicationProtocols(protocols);
        });
  }

  static SSLSocket connect(int port, Consumer<SSLParameters> change) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(8_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of());
    change.accept(parameters);
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** TLS over a connection of which both are at hand. */
  static SSLSocket over(Socket tcp) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(tcp, "a.example", tcp.getPort(), false);
    socket.startHandshake();
    return socket;
  }

  static Socket plain(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(8_000);
    return socket;
  }

  static X509Certificate certificate(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** The certificate that a client with this SNI gets. */
  static X509Certificate certificate(int port, String host) throws IOException {
    try (SSLSocket socket = connect(port, host)) {
      return certificate(socket);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  static String exchange(Socket socket, String text) throws IOException {
    send(socket, text);
    return read(socket, text.length());
  }

  /** The header and the body of one answer over HTTP/1.1 that says its length. */
  static List<String> answer(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The answer ends in its header: " + head);
      }
      head.append((char) next);
    }
    int size =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase().startsWith("content-length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .findFirst()
            .orElse(0);
    List<String> parts = new ArrayList<>();
    parts.add(head.toString());
    parts.add(read(socket, size));
    return parts;
  }

  /** A context of its own, so that no session of another connection is resumed. */
  static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
