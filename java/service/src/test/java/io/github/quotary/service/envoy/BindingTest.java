package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.MemoryChallengeStore;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.service.support.Platform;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ties a quote to the one who sends it. */
class BindingTest {
  private static final ClientCertificate CLIENT = ClientCertificate.create();
  private static final ClientCertificate OTHER = ClientCertificate.create();
  private static final String QUOTE = "x-tdx-quote";
  private static final String NONCE = "x-tdx-nonce";

  private static Evidence evidence(byte[] reportData) {
    String hex = HexFormat.of().formatHex(Arrays.copyOf(reportData, 64));
    return Simulator.seeded(7)
        .evidence(
            Scenario.upToDate(QuoteShape.V4_TDX).withTd(td -> td.with(TdField.REPORTDATA, hex)));
  }

  private static byte[] sha512(byte[]... parts) {
    MessageDigest digest = Sha2.newDigest("SHA-512");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static byte[] dstack(ClientCertificate certificate) {
    return sha512("ratls-cert:".getBytes(US_ASCII), certificate.key());
  }

  private static Map<String, String> quote(Evidence evidence) {
    return Map.of(QUOTE, HexFormat.of().formatHex(evidence.quote()));
  }

  private static ExtAuthz service(Evidence evidence, ExtAuthzOptions options) {
    return new ExtAuthz(
        Platform.verifier(evidence, Platform.anyTd()),
        Platform.clock(evidence),
        options,
        verdict -> {});
  }

  private static CheckResponse check(
      Evidence evidence, Map<String, String> headers, String certificate) {
    return Envoy.response(
        service(evidence, ExtAuthzOptions.defaults()).check(Envoy.request(headers, certificate)));
  }

  private static void allowed(CheckResponse response, String evidence, String notChecked) {
    assertTrue(response.hasOkResponse(), response.toString());
    Map<String, String> forwarded = Envoy.forwarded(Map.of(), response);
    assertEquals(evidence, forwarded.get("x-quotary-evidence"));
    assertEquals(notChecked, forwarded.get("x-quotary-not-checked"));
  }

  private static void denied(CheckResponse response, String detail) {
    assertTrue(response.hasDeniedResponse(), response.toString());
    assertTrue(response.getStatus().getMessage().contains(detail), response.toString());
  }

  @Test
  void aQuoteInAHeaderIsOfTheCertificatesKey() {
    for (byte[] reportData :
        List.of(sha512(CLIENT.key()), Sha2.sha256(CLIENT.key()), dstack(CLIENT))) {
      Evidence evidence = evidence(reportData);
      allowed(check(evidence, quote(evidence), CLIENT.plain()), "header", "identity,eventLog");
      denied(check(evidence, quote(evidence), OTHER.plain()), "not of the key");
      denied(check(evidence, quote(evidence), ""), "the client sent none");
      denied(check(evidence, quote(evidence), "nonsense"), "the client sent none");
    }
    Evidence unbound = evidence(new byte[1]);
    denied(check(unbound, quote(unbound), CLIENT.plain()), "not of the key");
  }

  @Test
  void aCertificateCanHoldItsOwnQuote() {
    Evidence evidence = evidence(dstack(CLIENT));
    allowed(
        check(evidence, Map.of(), CLIENT.with(evidence.quote())),
        "certificate",
        "identity,eventLog");
    denied(check(evidence, Map.of(), OTHER.with(evidence.quote())), "not of its key");
    denied(check(evidence, Map.of(), CLIENT.plain()), "no evidence");
    byte[] changed = evidence.quote();
    changed[220] ^= 1;
    denied(check(evidence, Map.of(), CLIENT.with(changed)), "");
  }

  @Test
  void aForwardedCertificateCountsOnRequestOnly() {
    Evidence evidence = evidence(dstack(CLIENT));
    Map<String, String> headers =
        Map.of(
            "x-forwarded-client-cert",
            "By=spiffe://here;Hash=00;Cert=\""
                + CLIENT.with(evidence.quote())
                + "\";Subject=\"CN=a\\\"b;Cert=c\"");
    denied(check(evidence, headers, ""), "send a quote");
    ExtAuthz forwarding = service(evidence, ExtAuthzOptions.defaults().withForwardedCertificate());
    allowed(
        Envoy.response(forwarding.check(Envoy.request(headers, ""))),
        "certificate",
        "identity,eventLog");
    assertEquals(200, forwarding.http(headers).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cert=\"%s\",Cert=\"%s\"",
        "Hash=00;Subject=\"CN=x;Cert=%s\"",
        "Hash=00;Subject=\"CN=x\\\";Cert=%s\"",
        "Chain=\"%s\"",
        "Certs=%s",
        ""
      })
  void otherForwardedHeadersDoNotCount(String form) {
    Evidence evidence = evidence(dstack(CLIENT));
    String certificate = CLIENT.with(evidence.quote());
    ExtAuthz forwarding = service(evidence, ExtAuthzOptions.defaults().withForwardedCertificate());
    Map<String, String> headers =
        Map.of("x-forwarded-client-cert", form.replace("%s", certificate));
    assertEquals(401, forwarding.http(headers).status());
  }

  private static final class Nonces {
    final Challenge challenge = Challenge.of("ext-authz", Sha2.sha256(new byte[] {7}));
    final MemoryChallengeStore store;

    Nonces(Evidence at) {
      store = new MemoryChallengeStore(Duration.ofMinutes(5), 10, Platform.clock(at));
      store.remember(challenge);
    }

    ExtAuthzOptions options() {
      return ExtAuthzOptions.defaults()
          .withBinding(new ReportDataBinding.Nonce(store, "ext-authz", NONCE));
    }

    Map<String, String> headers(Evidence evidence) {
      Map<String, String> headers = new TreeMap<>(quote(evidence));
      headers.put(NONCE, Base64.getEncoder().encodeToString(challenge.nonce()));
      return headers;
    }
  }

  @Test
  void aNonceAnswersOnce() {
    Challenge challenge = new Nonces(evidence(new byte[0])).challenge;
    Evidence bare = evidence(challenge.nonce());
    Evidence keyed = evidence(challenge.reportData(CLIENT.key()));
    for (Evidence evidence : List.of(bare, keyed)) {
      Nonces nonces = new Nonces(evidence);
      ExtAuthz service = service(evidence, nonces.options());
      byte[] request =
          Envoy.request(nonces.headers(evidence), evidence == bare ? "" : CLIENT.plain());
      allowed(Envoy.response(service.check(request)), "header", "identity,eventLog");
      denied(Envoy.response(service.check(request)), "no nonce");
    }
    Nonces nonces = new Nonces(bare);
    ExtAuthz service = service(bare, nonces.options());
    denied(
        Envoy.response(service.check(Envoy.request(nonces.headers(bare), OTHER.plain()))),
        "does not answer the nonce");
  }

  @Test
  void aFailedAttemptUsesTheNonceUp() {
    Evidence evidence = evidence(new Nonces(evidence(new byte[0])).challenge.nonce());
    Nonces nonces = new Nonces(evidence);
    ExtAuthz service = service(evidence, nonces.options());
    byte[] changed = evidence.quote();
    changed[220] ^= 1;
    service.check(Envoy.request(nonces.headers(evidence.withQuote(changed)), ""));
    denied(Envoy.response(service.check(Envoy.request(nonces.headers(evidence), ""))), "no nonce");
    denied(Envoy.response(service.check(Envoy.request(quote(evidence), ""))), "no nonce");
  }
}
