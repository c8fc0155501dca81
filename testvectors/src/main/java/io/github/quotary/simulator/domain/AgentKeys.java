package io.github.quotary.simulator.domain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.domain.server.AgentRequest;
import io.github.quotary.simulator.domain.web.AppAuthority;
import io.github.quotary.simulator.octets.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** The guest agent's keys: {@code GetTlsKey} and {@code GetKey}. Thread-safe. */
final class AgentKeys {
  private static final HexFormat HEX = HexFormat.of();
  private static final long NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final long NOT_AFTER = Instant.parse("2036-01-01T00:00:00Z").getEpochSecond();
  private static final int QUOTE = 1;
  private static final int EVENT_LOG = 2;
  private static final int APP_ID = 3;

  private final Attestor attestor;
  private final String appId;
  private final AtomicInteger tlsKeys = new AtomicInteger();

  AgentKeys(Attestor attestor) {
    this.attestor = attestor;
    this.appId = attestor.workload().app().appId();
  }

  /**
   * A new key with a certificate of the app's authority: {@code {"key":PEM,
   * "certificate_chain":[PEM]}}. With {@code usage_ra_tls} it holds a quote over SHA-512 of {@code
   * ratls-cert:} and the key, the event log, and the app's id.
   */
  String tlsKey(AgentRequest asked) {
    boolean withQuote = asked.flag("usage_ra_tls");
    AppAuthority.Issued issued =
        AppAuthority.of(attestor.workload().seed(), appId)
            .issue(
                "TLS " + tlsKeys.incrementAndGet(),
                new AppAuthority.Wish(
                    asked.text("subject"),
                    asked.list("alt_names"),
                    asked.flag("usage_server_auth"),
                    asked.flag("usage_client_auth"),
                    time(asked.text("not_before"), NOT_BEFORE),
                    time(asked.text("not_after"), NOT_AFTER)),
                key -> withQuote ? evidence(key) : Map.of());
    return Json.object(
        json -> {
          json.writeStringField("key", issued.privateKeyPem());
          strings(json, "certificate_chain", issued.chainPem());
        });
  }

  private static Instant time(String seconds, long otherwise) {
    return Instant.ofEpochSecond(seconds.isEmpty() ? otherwise : Long.parseLong(seconds));
  }

  private Map<Integer, byte[]> evidence(byte[] publicKeyDer) {
    QuoteAnswer answer = attestor.quote(ReportDataOf.raTlsKey(publicKeyDer));
    Map<Integer, byte[]> extensions = new TreeMap<>();
    extensions.put(QUOTE, answer.quote());
    extensions.put(EVENT_LOG, utf8(answer.eventLog()));
    extensions.put(APP_ID, HEX.parseHex(appId));
    return extensions;
  }

  /**
   * The app's key for a path, 32 octets, which the purpose does not change, and who vouches for it:
   * {@code {"key":hex,"signature_chain":[hex,hex]}}. The first signature is the app's over purpose,
   * colon and the public key in hex; the second the key management service's over {@code
   * dstack-kms-issued:}, the app's id and its public key.
   */
  String key(AgentRequest asked) {
    String seed = "quotary laboratory|" + attestor.workload().seed();
    Secp256k1 kms = Secp256k1.derive(seed + "|KMS");
    Secp256k1 app = Secp256k1.derive(seed + "|app " + appId);
    Secp256k1 derived = Secp256k1.derive(seed + "|app " + appId + "|path " + asked.text("path"));
    byte[] publicKey = publicKey(derived, asked.text("algorithm"));
    byte[] claim = utf8(asked.text("purpose") + ":" + HEX.formatHex(publicKey));
    return Json.object(
        json -> {
          json.writeStringField("key", HEX.formatHex(derived.privateKey()));
          strings(
              json,
              "signature_chain",
              List.of(HEX.formatHex(app.sign(claim)), HEX.formatHex(kms.sign(issued(appId, app)))));
        });
  }

  private static byte[] publicKey(Secp256k1 derived, String algorithm) {
    return switch (algorithm) {
      case "", "secp256k1", "k256" -> derived.publicKey();
      case "ed25519" ->
          new Ed25519PrivateKeyParameters(derived.privateKey()).generatePublicKey().getEncoded();
      default -> throw new IllegalArgumentException("unsupported algorithm " + algorithm);
    };
  }

  private static byte[] issued(String appId, Secp256k1 app) {
    String hex = HEX.formatHex(utf8("dstack-kms-issued:")) + appId + HEX.formatHex(app.publicKey());
    return HEX.parseHex(hex);
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
