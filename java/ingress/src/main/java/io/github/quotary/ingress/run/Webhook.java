package io.github.quotary.ingress.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.exchange.BoundedExchange;
import io.github.quotary.domain.exchange.NoAnswerInTimeException;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordData.Txt;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.records.NameRecords;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts the records that an operator must make, in the form of dstack-ingress:
 *
 * <pre>{@code
 * {"payload":"<text>","hmac_sha256":"<64 hexadecimal digits>","attestation":{"quote":"...",...}}
 * }</pre>
 *
 * <p>The payload is JSON with sorted members and no blanks: {@code app_id}, {@code challenge},
 * {@code domain}, {@code instance_id}, {@code records} with {@code type}, {@code name}, {@code
 * value}, {@code note}, {@code exact}, {@code timestamp} in seconds, {@code version} 1. The HMAC is
 * over the payload, by the configured token. The quote's report data are the payload's SHA-256 and
 * 32 zeros. Three tries, each with its time until the answer has ended; no more than 64 KiB of an
 * answer are read. Thread-safe.
 */
final class Webhook {
  private static final int TRIES = 3;
  private static final int MAX_ANSWER = 1 << 16;
  private static final int REPORT_DATA = 64;
  private static final JsonFactory JSON = StrictJson.factory(64, 4 << 20);

  private final Configuration configuration;
  private final Configuration.Webhook settings;
  private final Parts parts;
  private final BoundedExchange http;

  Webhook(Configuration configuration, Configuration.Webhook settings, Parts parts) {
    this.configuration = configuration;
    this.settings = settings;
    this.parts = parts;
    this.http =
        new BoundedExchange(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build(),
            settings.timeout(),
            MAX_ANSWER);
  }

  /** Posts; answers why it failed, without the address. */
  Optional<String> post(NameRecords records) {
    String body;
    try {
      body = body(records);
    } catch (GeneralSecurityException e) {
      return Optional.of("no signature: " + e.getMessage());
    }
    Optional<String> failure = Optional.empty();
    for (int i = 1; i <= TRIES; i++) {
      failure = send(settings.url(), body);
      if (failure.isEmpty() || (i < TRIES && !parts.ticker().pause(Duration.ofSeconds(1L << i)))) {
        return failure;
      }
    }
    return failure;
  }

  private Optional<String> send(URI url, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("User-Agent", "dstack-ingress/dnshook")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      int status = http.status(request);
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("it answered with status " + status);
    } catch (NoAnswerInTimeException e) {
      return Optional.of("no answer within " + settings.timeout().toSeconds() + " s");
    } catch (IOException e) {
      return Optional.of("it could not be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private String body(NameRecords records) throws GeneralSecurityException {
    String payload = payload(records);
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("payload", payload);
      if (settings.token().isPresent()) {
        json.writeStringField("hmac_sha256", hmac(settings.token().get(), bytes));
      }
      json.writeFieldName("attestation");
      attestation(json, bytes);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private static String hmac(Secret token, byte[] payload) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
    return HexFormat.of().formatHex(mac.doFinal(payload));
  }

  /** The agent's answer; null where there is no quote. */
  private void attestation(JsonGenerator json, byte[] payload) throws IOException {
    byte[] reportData = new byte[REPORT_DATA];
    byte[] digest = Sha2.sha256(payload);
    System.arraycopy(digest, 0, reportData, 0, digest.length);
    Optional<ByteBuffer> quote = parts.quotes().over(reportData).found();
    if (quote.isEmpty()) {
      json.writeNull();
      return;
    }
    String text = StandardCharsets.UTF_8.decode(quote.get().duplicate()).toString();
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      json.copyCurrentStructure(in);
    }
  }

  private String payload(NameRecords records) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("app_id", parts.appId().get().orElse(""));
      json.writeStringField("challenge", NameRecords.method(configuration));
      json.writeStringField("domain", records.name().toString());
      json.writeStringField("instance_id", parts.instanceId().get().orElse(""));
      json.writeArrayFieldStart("records");
      for (DnsRecord record : records.byOperator()) {
        record(json, record);
      }
      json.writeEndArray();
      json.writeNumberField("timestamp", parts.clock().instant().getEpochSecond());
      json.writeNumberField("version", 1);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private static void record(JsonGenerator json, DnsRecord record) throws IOException {
    boolean isLock = record.type() == RecordType.CAA;
    String value = record.data() instanceof Txt text ? text.text() : record.data().toString();
    json.writeStartObject();
    json.writeBooleanField("exact", !isLock);
    json.writeStringField("name", record.name());
    json.writeStringField(
        "note", isLock ? "only this account may get certificates" : "leads visitors to the app");
    json.writeStringField("type", record.type().name());
    json.writeStringField("value", value);
    json.writeEndObject();
  }
}
