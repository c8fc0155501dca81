package io.github.quotary.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.simulator.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that knows nothing of collateral: it has a body and a header for each path and query,
 * and 404 for all others.
 */
final class PlainServer implements AutoCloseable {
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  /** A body, and a header with its value; no header where its name is empty. */
  record Page(byte[] body, String header, String value) {}

  PlainServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** The pages that Intel's documentation names, for one TDX platform under the Platform CA. */
  static PlainServer of(Evidence evidence, String fmspc) {
    PlainServer server = new PlainServer();
    server.put(
        "/tdx/certification/v4/tcb?fmspc=" + fmspc,
        evidence.tcbInfoEnvelope().getBytes(StandardCharsets.UTF_8),
        "TCB-Info-Issuer-Chain",
        escaped(evidence.tcbInfoIssuerChain()));
    server.put(
        "/tdx/certification/v4/qe/identity",
        evidence.qeIdentityEnvelope().getBytes(StandardCharsets.UTF_8),
        "SGX-Enclave-Identity-Issuer-Chain",
        escaped(evidence.qeIdentityIssuerChain()));
    server.put(
        "/sgx/certification/v4/pckcrl?ca=platform&encoding=der",
        HexFormat.of().parseHex(evidence.pckCrl()),
        "SGX-PCK-CRL-Issuer-Chain",
        escaped(evidence.pckCrlIssuerChain()));
    server.put(
        "/sgx/certification/v4/rootcacrl",
        evidence.rootCaCrl().getBytes(StandardCharsets.US_ASCII),
        "",
        "");
    return server;
  }

  /** As a caching service sends it: plus signs as they are. */
  private static String escaped(String pem) {
    return pem.replace("\n", "%0A").replace(" ", "%20").replace("=", "%3D");
  }

  void put(String pathAndQuery, byte[] body, String header, String value) {
    pages.put(pathAndQuery, new Page(body, header, value));
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Page page = pages.get(exchange.getRequestURI().toString());
    if (page == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      if (!page.header().isEmpty()) {
        exchange.getResponseHeaders().set(page.header(), page.value());
      }
      exchange.sendResponseHeaders(200, page.body().length);
      exchange.getResponseBody().write(page.body());
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
