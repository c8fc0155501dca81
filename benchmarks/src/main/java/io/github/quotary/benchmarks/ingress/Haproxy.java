package io.github.quotary.benchmarks.ingress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy, set up as dstack-ingress does it, but for its curves, which are ours. */
final class Haproxy {
  static final int MAX_CONNECTIONS = 4000;
  static final int CONNECT_SECONDS = 10;
  static final int IDLE_SECONDS = 60;

  private Haproxy() {}

  /** The program, if it is installed. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * A configuration.
   *
   * @param port to listen on
   * @param backend the backend's port
   * @param certificates a folder
   */
  static String configuration(int port, int backend, Path certificates) {
    return """
    global
      maxconn %d
      ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
      ssl-default-bind-curves X25519:P-256:P-384
      ssl-default-bind-ciphers %s
      ssl-default-bind-ciphersuites %s
    defaults
      mode tcp
      timeout connect %ds
      timeout client %ds
      timeout server %ds
    frontend tls
      bind 127.0.0.1:%d ssl crt %s
      tcp-request inspect-delay 5s
      tcp-request content accept if { req.len ge 16 }
      tcp-request content accept if WAIT_END
      use_backend evidence if { req.payload(0,0),lower -m beg "get /evidences" }
      use_backend evidence if { req.payload(0,0),lower -m beg "head /evidences" }
      default_backend app
    backend evidence
      server s 127.0.0.1:%d
    backend app
      server s 127.0.0.1:%d
    """
        .formatted(
            MAX_CONNECTIONS,
            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                + "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305",
            "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256",
            CONNECT_SECONDS,
            IDLE_SECONDS,
            IDLE_SECONDS,
            port,
            certificates,
            backend,
            backend);
  }
}
