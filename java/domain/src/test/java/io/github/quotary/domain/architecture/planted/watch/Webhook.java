package io.github.quotary.domain.architecture.planted.watch;

import java.net.http.HttpClient;

/** Calls the one URL that the watch may call. */
final class Webhook {
  private Webhook() {}

  static void fetch(HttpClient client) {}
}
