package io.github.quotary.benchmarks.ingress;

/** A proxy to be measured. */
public enum Candidate {
  /** Ours, with TLS by BoringSSL. */
  BORINGSSL,
  /** Ours, with TLS by the JDK. */
  JSSE,
  /** HAProxy, as the system has it. */
  HAPROXY
}
