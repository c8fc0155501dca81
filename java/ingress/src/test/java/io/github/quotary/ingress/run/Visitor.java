package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.AcmeHttp;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A visitor of a loopback port who trusts some roots, PEM, and checks the certificate's name. */
record Visitor(int port, byte[] roots) {
  /** The whole answer to a request, head and body. */
  String ask(String host, String path) throws Exception {
    try (SSLSocket socket = connect(host)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The certificate that the visitor is shown. */
  X509Certificate leaf(String host) throws Exception {
    try (SSLSocket socket = connect(host)) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private SSLSocket connect(String host) throws Exception {
    SSLContext tls = AcmeHttp.trusting(roots).tls().orElseThrow();
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
