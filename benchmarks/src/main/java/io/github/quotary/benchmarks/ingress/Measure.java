package io.github.quotary.benchmarks.ingress;

/** What is measured. */
public enum Measure {
  /** Per second: a TCP connection, a full handshake, one small request with its answer. */
  CONNECTIONS_TLS_1_3,
  /** The same. */
  CONNECTIONS_TLS_1_2,
  /** MiB per second from the backend to clients. */
  DOWNLOAD,
  /** MiB per second from clients to the backend. */
  UPLOAD,
  /**
   * Microseconds that the proxy adds to the median of a small request with its answer, on open
   * connections.
   */
  ADDED_LATENCY,
  /** MiB of resident memory with idle connections. */
  IDLE_MEMORY,
  /** Seconds from the start of the process to the first byte that it served. */
  START
}
