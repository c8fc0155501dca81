package io.github.quotary.simulator.pcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakePcsTest {
  private static final Scenario TDX = Scenario.upToDate();
  private static final String TCB = "/tdx/certification/v4/tcb?fmspc=30A06D050000";
  private static final String PCK_CRL = "/sgx/certification/v4/pckcrl?ca=platform";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersAsIntelDocuments() throws Exception {
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).start()) {
      Evidence evidence = pcs.evidence(TDX);
      HttpResponse<byte[]> tcb = get(pcs, TCB);
      assertEquals(evidence.tcbInfoEnvelope(), text(tcb));
      String chain = tcb.headers().firstValue("TCB-Info-Issuer-Chain").orElseThrow();
      assertFalse(chain.contains("+"), "Intel escapes plus signs");
      assertEquals(evidence.tcbInfoIssuerChain(), URLDecoder.decode(chain, StandardCharsets.UTF_8));
      assertEquals(
          evidence.qeIdentityEnvelope(), text(get(pcs, "/tdx/certification/v4/qe/identity")));
      assertTrue(text(get(pcs, PCK_CRL)).startsWith("-----BEGIN X509 CRL-----\n"));
      assertEquals(
          evidence.pckCrl(), HexFormat.of().formatHex(get(pcs, PCK_CRL + "&encoding=der").body()));
      assertEquals(
          evidence.rootCaCrl(), HexFormat.of().formatHex(get(pcs, "/IntelSGXRootCA.der").body()));
    }
  }

  @Test
  void answersAsCachingServicesDo() throws Exception {
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).dialect(PcsDialect.PCCS_V4).start()) {
      Evidence evidence = pcs.evidence(TDX);
      assertEquals(evidence.pckCrl(), text(get(pcs, PCK_CRL)));
      assertEquals(evidence.rootCaCrl(), text(get(pcs, "/sgx/certification/v4/rootcacrl")));
      assertEquals(404, get(pcs, "/IntelSGXRootCA.der").statusCode());
    }
  }

  @Test
  void knowsOnlyItsPlatforms() throws Exception {
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).start()) {
      assertEquals(404, get(pcs, "/tdx/certification/v4/tcb?fmspc=000000000000").statusCode());
      assertEquals(404, get(pcs, TCB.replace("tdx", "sgx")).statusCode());
      assertEquals(404, get(pcs, TCB + "&tcbEvaluationDataNumber=1").statusCode());
      assertEquals(404, get(pcs, "/elsewhere").statusCode());
      assertEquals(3, pcs.count(PcsService.TCB_INFO));
    }
  }

  @Test
  void keepsDataSetsApart() throws Exception {
    Scenario early = TDX.withTcbInfo(info -> info.withEvaluationNumber(21));
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).otherDataSet(early).start()) {
      String standardText = pcs.evidence(TDX).tcbInfoEnvelope();
      String earlyText = pcs.evidence(early).tcbInfoEnvelope();
      assertEquals(standardText, text(get(pcs, TCB)));
      assertEquals(standardText, text(get(pcs, TCB + "&update=standard")));
      assertEquals(earlyText, text(get(pcs, TCB + "&update=early")));
      assertEquals(earlyText, text(get(pcs, TCB + "&tcbEvaluationDataNumber=21")));
    }
  }

  @Test
  void aFaultLastsForAsManyAnswersAsWereAskedFor() throws Exception {
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).start()) {
      pcs.fault(PcsService.TCB_INFO, new PcsFault.TooManyRequests("7"), 2);
      HttpResponse<byte[]> limited = get(pcs, TCB);
      assertEquals(429, limited.statusCode());
      assertEquals("7", limited.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(List.of(429, 200), List.of(status(pcs), status(pcs)));
      pcs.fault(PcsService.TCB_INFO, PcsFault.Plain.TRUNCATED);
      assertThrows(IOException.class, () -> get(pcs, TCB));
      pcs.heal();
      assertEquals(200, status(pcs));
    }
  }

  @Test
  void requestsAreRemembered() throws Exception {
    try (FakePcs pcs = FakePcs.seeded(1).platform(TDX).start()) {
      get(pcs, TCB);
      assertEquals(
          List.of(
              new PcsRequest(
                  URI.create(TCB), PcsService.TCB_INFO, "tdx", Map.of("fmspc", "30A06D050000"))),
          pcs.requests());
    }
  }

  private int status(FakePcs pcs) throws Exception {
    return get(pcs, TCB).statusCode();
  }

  private HttpResponse<byte[]> get(FakePcs pcs, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(pcs.base() + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
