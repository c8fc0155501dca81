package io.github.quotary.benchmarks.ingress;

/** What a client speaks. */
enum Transport {
  /** TCP alone, to the backend itself. */
  PLAIN(""),
  /** TLS 1.2. */
  TLS_1_2("TLSv1.2"),
  /** TLS 1.3. */
  TLS_1_3("TLSv1.3");

  private final String version;

  Transport(String version) {
    this.version = version;
  }

  /** By the JDK's name. */
  String version() {
    return version;
  }
}
