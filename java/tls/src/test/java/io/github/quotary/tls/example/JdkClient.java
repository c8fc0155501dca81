package io.github.quotary.tls.example;

import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.peer.AttestedPeer;
import io.github.quotary.tls.peer.AttestedTrustManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The JDK's {@link HttpClient} that talks to the expected TD alone. */
final class JdkClient {
  private final HttpClient client;
  private final AttestedTrustManager trust;

  JdkClient(AttestedTrustManager trust) {
    this.trust = trust;
    this.client =
        HttpClient.newBuilder()
            .sslContext(AttestedTls.client(trust))
            .connectTimeout(Duration.ofSeconds(60))
            .build();
  }

  /** The answer, from a peer whose verdict is valid still. */
  String get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    // A pooled connection may be older than its verdict.
    AttestedPeer peer =
        trust
            .peers()
            .check(response.sslSession().orElseThrow())
            .peer()
            .orElseThrow(() -> new IOException("The peer is no longer trusted"));
    return response.body() + " from " + peer.verdict().verdict();
  }
}
