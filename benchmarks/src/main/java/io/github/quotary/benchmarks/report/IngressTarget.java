package io.github.quotary.benchmarks.report;

import io.github.quotary.benchmarks.ingress.Measure;

/**
 * What the ingress's proxy must reach with BoringSSL.
 *
 * @param measure of what
 * @param title for the report, with the unit
 * @param isRatio whether the limit is one of the ratio to HAProxy
 * @param isMost whether the limit is the most, not the least
 * @param limit of the value or the ratio
 */
record IngressTarget(Measure measure, String title, boolean isRatio, boolean isMost, double limit) {
  static IngressTarget of(Measure measure) {
    return switch (measure) {
      case CONNECTIONS_TLS_1_3 -> atLeast(measure, "connections per second, TLS 1.3");
      case CONNECTIONS_TLS_1_2 -> atLeast(measure, "connections per second, TLS 1.2");
      case DOWNLOAD -> atLeast(measure, "backend to client, MiB/s");
      case UPLOAD -> atLeast(measure, "client to backend, MiB/s");
      case ADDED_LATENCY -> new IngressTarget(measure, "added latency, p50, µs", true, true, 2);
      case IDLE_MEMORY -> new IngressTarget(measure, "memory, idle, MiB", false, true, 200);
      case START -> new IngressTarget(measure, "start to first answer, s", false, true, 3);
    };
  }

  private static IngressTarget atLeast(Measure measure, String title) {
    return new IngressTarget(measure, title, true, false, 0.5);
  }

  /** The limit, and whether it is met. */
  String verdict(double value, double ratio) {
    double judged = isRatio ? ratio : value;
    boolean isMet = isMost ? judged <= limit : judged >= limit;
    return (isMost ? "at most " : "at least ")
        + Quantity.number(limit)
        + (isRatio ? " of HAProxy: " : ": ")
        + (isMet ? "met" : "**missed**");
  }
}
