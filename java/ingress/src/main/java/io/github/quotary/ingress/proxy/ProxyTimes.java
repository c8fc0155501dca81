package io.github.quotary.ingress.proxy;

import java.time.Duration;

/**
 * Limits of time that no setting changes in operation.
 *
 * @param handshake from accepting a connection to the end of its TLS handshake
 * @param look how long the first bytes are waited for, before a connection goes to the backend
 * @param http2Pause how long an HTTP/2 client may be silent before its first request; one that
 *     waits for the server's settings goes to the backend then
 * @param evidence from when a request for evidence is waited for to the end of its answer
 */
public record ProxyTimes(
    Duration handshake, Duration look, Duration http2Pause, Duration evidence) {
  /** 10 s, 5 s, 0.25 s, 30 s. */
  public static final ProxyTimes USUAL =
      new ProxyTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(30));
}
