package io.github.quotary.pcs.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.client.PcsResult;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.CaType;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of Intel's own service, as they were served, from a server that knows nothing else. */
class RawResponsesTest {
  private static final Instant AT = Instant.parse("2023-07-05T00:00:00Z");
  private static final String FOLDER = System.getenv("QUOTARY_CONFORMANCE");
  private static final Map<String, String> BODIES =
      Map.of(
          "/tdx/certification/v4/tcb?fmspc=50806F000000", "sample_tcbInfo_response",
          "/tdx/certification/v4/tcb?fmspc=90C06F000000", "sample_tcbinfo_response_v5",
          "/tdx/certification/v4/qe/identity", "sample_qeIdentity_response",
          "/sgx/certification/v4/pckcrl?ca=platform&encoding=der", "pckcrl",
          "/IntelSGXRootCA.der", "rootcrl.der");
  private static final List<String> HEADERS =
      List.of(
          "SGX-PCK-CRL-Issuer-Chain", "TCB-Info-Issuer-Chain", "SGX-Enclave-Identity-Issuer-Chain");

  private Path responses = Path.of("");
  private List<String> chains = List.of();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    assumeTrue(FOLDER != null, "QUOTARY_CONFORMANCE is not set");
    responses = Path.of(FOLDER, "pcs-raw");
    chains = chains();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    String file = BODIES.get(exchange.getRequestURI().toString());
    if (file == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      for (int i = 0; i < chains.size(); i++) {
        exchange.getResponseHeaders().set(HEADERS.get(i), chains.get(i));
      }
      byte[] body = Files.readAllBytes(responses.resolve(file));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private List<String> chains() throws IOException {
    List<String> values = new ArrayList<>();
    byte[] json = Files.readAllBytes(responses.resolve("issuer_chain_headers.json"));
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != JsonToken.START_ARRAY) {
        // the values are the only array
      }
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        values.add(parser.getText());
      }
    }
    return values;
  }

  @Test
  void theV5QuoteIsUpToDateAndNotTrusted() throws IOException {
    Verified verified =
        assertInstanceOf(Verified.class, verify("90c06f000000", "quote_v5_sample.dat"));
    assertEquals(TcbStatus.UP_TO_DATE, verified.tcb().status());
    assertFalse(verified.isTrusted());
    assertEquals(
        List.of("fromTheFuture", "identity"),
        verified.violations().stream().map(Violation::rule).toList());
  }

  @Test
  void theV4QuotesTcbIsNotSupported() throws IOException {
    Rejected rejected =
        assertInstanceOf(Rejected.class, verify("50806f000000", "tdx_prod_quote_SPR_E4.dat"));
    assertEquals(RejectReason.TCB_NOT_SUPPORTED, rejected.reason());
  }

  private VerificationResult verify(String fmspc, String quote) throws IOException {
    CollateralKey key = new CollateralKey(Measurement.fromHex(fmspc), CaType.PLATFORM, TeeType.TDX);
    PcsClient client =
        PcsClient.builder()
            .endpoint(
                PcsEndpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())))
            .clock(Clock.fixed(AT, ZoneOffset.UTC))
            .build();
    PcsResult<Collateral> result = client.collateral(key, TcbUpdate.STANDARD);
    Collateral collateral = result.value().orElseThrow(() -> new AssertionError(result.cause()));
    byte[] bytes = Files.readAllBytes(responses.resolve(quote));
    return Verifier.builder().build().verify(ByteBuffer.wrap(bytes), collateral, AT);
  }
}
