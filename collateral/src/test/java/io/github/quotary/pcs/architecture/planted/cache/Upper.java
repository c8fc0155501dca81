package io.github.quotary.pcs.architecture.planted.cache;

import io.github.quotary.pcs.architecture.planted.document.Lower;
import io.micrometer.core.instrument.Metrics;
import java.net.http.HttpClient;

/** An upper layer: it may use the lower one, but neither HTTP nor meters. */
public final class Upper {
  private Upper() {}

  /** A target for lower layers. */
  public static void visit() {}

  static void descend() {
    Lower.visit();
  }

  static boolean http() {
    return HttpClient.newHttpClient().followRedirects() == null;
  }

  static boolean meters() {
    return Metrics.globalRegistry.isClosed();
  }
}
