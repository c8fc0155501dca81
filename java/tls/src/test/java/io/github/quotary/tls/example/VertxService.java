package io.github.quotary.tls.example;

import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.PeerVerdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.concurrent.TimeUnit;

/** A Vert.x server and client that attest themselves to each other. */
final class VertxService {
  /** The first handshake may wait for collateral. */
  private static final long PATIENCE_SECONDS = 60;

  private final Vertx vertx;
  private final AttestedKeyManager identity;
  private final AttestedTrustManager trust;
  private final HttpClient client;

  VertxService(Vertx vertx, AttestedKeyManager identity, AttestedTrustManager trust) {
    this.vertx = vertx;
    this.identity = identity;
    this.trust = trust;
    this.client = client();
  }

  /** Verification may wait for collateral, so handshakes leave the event loop. */
  private static JdkSSLEngineOptions engine() {
    JdkSSLEngineOptions options = new JdkSSLEngineOptions();
    options.setUseWorkerThread(true);
    return options;
  }

  Future<HttpServer> serve() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setSsl(true)
            .setSslEngineOptions(engine())
            .setSslHandshakeTimeout(PATIENCE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setKeyCertOptions(KeyCertOptions.wrap(identity))
            .setTrustOptions(TrustOptions.wrap(trust))
            .setClientAuth(ClientAuth.REQUIRED);
    return vertx
        .createHttpServer(options)
        .connectionHandler(this::check)
        .requestHandler(request -> request.response().end("hello"))
        .listen();
  }

  private HttpClient client() {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setSslEngineOptions(engine())
            .setSslHandshakeTimeout(PATIENCE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setKeyCertOptions(KeyCertOptions.wrap(identity))
            .setTrustOptions(TrustOptions.wrap(trust))
            // Evidence says who the server is; names prove nothing here.
            .setVerifyHost(false);
    return vertx.httpClientBuilder().with(options).withConnectHandler(this::check).build();
  }

  Future<String> get(int port) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(body -> body.toString());
  }

  /** Vert.x makes its own contexts, whose clients may resume sessions of TLS 1.3. */
  private void check(HttpConnection connection) {
    if (trust.peers().check(connection.sslSession()) instanceof PeerVerdict.Refused) {
      connection.close();
    }
  }
}
