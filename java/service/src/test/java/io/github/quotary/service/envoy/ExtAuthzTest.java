package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes in a header that are bound to nothing. */
class ExtAuthzTest {
  // google.rpc.Code
  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int PERMISSION_DENIED = 7;
  private static final int UNAVAILABLE = 14;
  private static final int UNAUTHENTICATED = 16;

  private static final Evidence EVIDENCE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final String HEX = HexFormat.of().formatHex(EVIDENCE.quote());
  private static final ExtAuthzOptions UNBOUND =
      ExtAuthzOptions.defaults().withBinding(new ReportDataBinding.None());

  private static Measurement mrTd() {
    return ((TdReport) Quote.copyOf(EVIDENCE.quote()).body()).mrTd();
  }

  private static QuotePolicy mine() {
    return QuotePolicy.builder().accept(PolicyField.MR_TD, mrTd()).build();
  }

  private static ExtAuthz service(QuotePolicy policy) {
    return new ExtAuthz(
        Platform.verifier(EVIDENCE, policy), Platform.clock(EVIDENCE), UNBOUND, verdict -> {});
  }

  private static CheckResponse check(ExtAuthz service, Map<String, String> headers) {
    return Envoy.response(service.check(Envoy.request(headers, "")));
  }

  private static void denied(CheckResponse response, int code, int status, String detail) {
    assertEquals(code, response.getStatus().getCode());
    assertTrue(response.getStatus().getMessage().contains(detail), response.toString());
    assertTrue(response.hasDeniedResponse());
    assertEquals(status, response.getDeniedResponse().getStatus().getCodeValue());
    assertTrue(response.getDeniedResponse().getBody().contains("\"error\""));
  }

  @Test
  void aTrustedQuotePassesWithWhatItSays() {
    for (String quote : new String[] {HEX, Base64.getEncoder().encodeToString(EVIDENCE.quote())}) {
      Map<String, String> sent =
          Map.of(
              "x-tdx-quote",
              quote,
              "x-quotary-mrtd",
              "forged",
              "x-quotary-mrenclave",
              "forged",
              "x-quotary-admin",
              "forged",
              "accept",
              "*/*");
      CheckResponse response = check(service(mine()), sent);
      assertEquals(OK, response.getStatus().getCode(), response.toString());
      Map<String, String> forwarded = Envoy.forwarded(sent, response);
      assertEquals(mrTd().toString(), forwarded.get("x-quotary-mrtd"));
      assertEquals("TRUSTED", forwarded.get("x-quotary-verdict"));
      assertEquals("UpToDate", forwarded.get("x-quotary-tcb-status"));
      assertEquals("header", forwarded.get("x-quotary-evidence"));
      assertEquals("reportData,eventLog,binding", forwarded.get("x-quotary-not-checked"));
      assertEquals("*/*", forwarded.get("accept"));
      assertFalse(forwarded.containsValue("forged"), forwarded.toString());
    }
  }

  @Test
  void rawHeadersAreReadLikewise() {
    CheckResponse response =
        Envoy.response(service(mine()).check(Envoy.rawRequest(Map.of("X-TDX-Quote", HEX), "")));
    assertTrue(response.hasOkResponse(), response.toString());
  }

  @Test
  void nobodysPassWithoutAQuote() {
    denied(check(service(mine()), Map.of()), UNAUTHENTICATED, 401, "x-tdx-quote");
    denied(check(service(mine()), Map.of("x-tdx-quote", "")), UNAUTHENTICATED, 401, "x-tdx-quote");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "0", "ab,cd"})
  void textThatIsNoQuoteIsRefused(String text) {
    denied(
        check(service(mine()), Map.of("x-tdx-quote", text)),
        INVALID_ARGUMENT,
        403,
        "neither hexadecimal nor base64");
  }

  @Test
  void aChangedQuoteIsRefused() {
    byte[] quote = EVIDENCE.quote();
    quote[220] ^= 1;
    denied(
        check(service(mine()), Map.of("x-tdx-quote", HexFormat.of().formatHex(quote))),
        PERMISSION_DENIED,
        403,
        "");
    denied(check(service(mine()), Map.of("x-tdx-quote", "00")), PERMISSION_DENIED, 403, "");
  }

  @Test
  void thePolicyDecides() {
    QuotePolicy others =
        QuotePolicy.builder().accept(PolicyField.MR_TD, Measurement.of(new byte[48])).build();
    denied(
        check(service(others), Map.of("x-tdx-quote", HEX)), PERMISSION_DENIED, 403, "policy: mrTd");
    denied(
        check(service(QuotePolicy.strict()), Map.of("x-tdx-quote", HEX)),
        PERMISSION_DENIED,
        403,
        "policy: identity");
    CheckResponse anyTd = check(service(Platform.anyTd()), Map.of("x-tdx-quote", HEX));
    Map<String, String> forwarded = Envoy.forwarded(Map.of(), anyTd);
    assertEquals("GENUINE", forwarded.get("x-quotary-verdict"));
    assertTrue(forwarded.get("x-quotary-not-checked").startsWith("identity,"));
  }

  @Test
  void withoutCollateralNothingPasses() {
    ExtAuthz service =
        new ExtAuthz(
            Platform.verifier(EVIDENCE, mine(), CollateralSource.none()),
            Platform.clock(EVIDENCE),
            UNBOUND,
            verdict -> {});
    denied(check(service, Map.of("x-tdx-quote", HEX)), UNAVAILABLE, 503, "No collateral");
    assertEquals(0, service.remembered());
    assertEquals(403, service.http(Map.of("x-tdx-quote", HEX)).status(), "never 5xx");
  }

  @Test
  void overHttpTheAnswerIsTheSame() {
    Answer answer = service(mine()).http(Map.of("X-Tdx-Quote", HEX, "x-quotary-mrtd", "forged"));
    assertEquals(200, answer.status());
    assertEquals(mrTd().toString(), answer.headers().get("x-quotary-mrtd"));
    assertEquals("", answer.headers().get("x-quotary-mrenclave"));
    Answer none = service(mine()).http(Map.of());
    assertEquals(401, none.status());
    assertEquals("", none.headers().get("x-quotary-verdict"));
    assertTrue(new String(none.body(), UTF_8).contains("NO_EVIDENCE"));
    assertEquals(new TreeMap<>(answer.headers()).keySet(), new TreeMap<>(none.headers()).keySet());
  }

  @Test
  void otherMessagesAreRefused() {
    ExtAuthz service = service(mine());
    byte[] message = Envoy.request(Map.of("x-tdx-quote", HEX), "");
    for (int size = 0; size < message.length; size += 1 + size / 7) {
      assertFalse(
          Envoy.response(service.check(Arrays.copyOf(message, size))).hasOkResponse(), "" + size);
    }
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[i];
      random.nextBytes(noise);
      assertTrue(Envoy.response(service.check(noise)).hasDeniedResponse());
    }
    denied(Envoy.response(service.check(new byte[1])), INVALID_ARGUMENT, 403, "not a CheckRequest");
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);
    assertTrue(Envoy.response(service.check(groups)).hasDeniedResponse(), "groups in groups");
    denied(
        Envoy.response(service.check(new byte[ExtAuthz.MAX_MESSAGE + 1])),
        INVALID_ARGUMENT,
        403,
        "more than");
    denied(
        check(service, Map.of("x-tdx-quote", "00".repeat(Submission.MAX_HEADER))),
        INVALID_ARGUMENT,
        403,
        "too long");
  }
}
