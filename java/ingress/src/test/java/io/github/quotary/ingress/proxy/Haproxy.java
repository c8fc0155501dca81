package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.acme.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** HAProxy with a configuration as dstack-ingress makes it. */
final class Haproxy implements AutoCloseable {
  private final Process process;
  private final int port;

  private Haproxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program, if it is installed. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  int port() {
    return port;
  }

  /**
   * Starts it.
   *
   * @param alpn protocols, separated by commas; may be empty
   * @param route a name that goes to a backend of its own
   */
  static Haproxy start(
      Path folder,
      List<ServedCertificate> certificates,
      String alpn,
      String route,
      int routed,
      int otherwise,
      int evidence)
      throws Exception {
    Path folderOfCertificates = Files.createDirectory(folder.resolve("certs"));
    for (int i = 0; i < certificates.size(); i++) {
      Files.writeString(folderOfCertificates.resolve(i + ".pem"), pem(certificates.get(i)));
    }
    int port = FreePort.find();
    Path config =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            global
              maxconn 1000
              ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
              ssl-default-bind-curves secp384r1
              ssl-default-bind-ciphers %s
              ssl-default-bind-ciphersuites %s
            defaults
              mode tcp
              timeout connect 10s
              timeout client 60s
              timeout server 60s
            frontend tls
              bind 127.0.0.1:%d ssl crt %s %s
              tcp-request inspect-delay 5s
              tcp-request content accept if { req.len ge 16 }
              tcp-request content accept if WAIT_END
              use_backend evidence if { req.payload(0,0),lower -m beg "get /evidences" }
              use_backend evidence if { req.payload(0,0),lower -m beg "head /evidences" }
              use_backend routed if { ssl_fc_sni -i %s }
              default_backend otherwise
            backend evidence
              server s 127.0.0.1:%d
            backend routed
              server s 127.0.0.1:%d
            backend otherwise
              server s 127.0.0.1:%d
            """
                .formatted(
                    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                        + "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                        + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305",
                    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256",
                    port,
                    folderOfCertificates,
                    alpn.isEmpty() ? "" : "alpn " + alpn,
                    route,
                    evidence,
                    routed,
                    otherwise));
    Path log = folder.resolve("haproxy.log");
    Process process =
        new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      try {
        Client.plain(port).close();
        return new Haproxy(process, port);
      } catch (IOException e) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("haproxy does not run: " + Files.readString(log));
  }

  private static String pem(ServedCertificate certificate) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    write(text, "CERTIFICATE", certificate.chain().get(0).getEncoded());
    write(text, "PRIVATE KEY", certificate.key().getEncoded());
    return text.toString(StandardCharsets.US_ASCII);
  }

  private static void write(ByteArrayOutputStream text, String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    text.writeBytes(
        ("-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
