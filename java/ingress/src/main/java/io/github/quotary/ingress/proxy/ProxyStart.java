package io.github.quotary.ingress.proxy;

/** How a start went. */
public sealed interface ProxyStart {
  /** The proxy listens. */
  record Started(ProxyServer server) implements ProxyStart {}

  /** Nothing listens, and nothing is left behind. */
  record Failed(ProxyFault fault) implements ProxyStart {}
}
