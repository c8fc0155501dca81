package io.github.quotary.ingress.proxy;

/**
 * Why a proxy does not do what it was told.
 *
 * @param kind what failed
 * @param message what was wrong, where, and what to do; without secrets
 */
public record ProxyFault(Kind kind, String message) {
  /** What failed. */
  public enum Kind {
    /** The address could not be listened on. */
    LISTEN,
    /** A certificate or its key cannot be served. */
    CERTIFICATE,
    /** The TLS engine is not there. */
    ENGINE
  }
}
