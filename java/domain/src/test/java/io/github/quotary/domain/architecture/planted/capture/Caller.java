package io.github.quotary.domain.architecture.planted.capture;

import java.net.http.HttpClient;

/** Opens connections, which is what captures are for. */
final class Caller {
  private Caller() {}

  static void fetch(HttpClient client) {}
}
