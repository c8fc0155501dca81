package io.github.quotary.domain.watch;

import io.github.quotary.domain.exchange.BoundedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Posts alerts, each as a JSON object in a request of its own, signed according to Standard
 * Webhooks 1.0: {@code webhook-id} has the alert's id, {@code webhook-timestamp} the time of the
 * attempt, {@code webhook-signature} HMAC-SHA-256 over both and the body. Every alert is posted
 * until an answer with a status of 200 to 299 comes, so it may come twice; the receiver must ignore
 * ids that it has seen. No redirect is followed. An attempt takes at most ten seconds, until the
 * answer has ended; a longer body than 64 KiB is not read.
 */
public final class Webhook implements AlertSink {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 1 << 16;

  /** Before the second attempt, and before the third; further ones are the next round's. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI url;
  private final WebhookSecret secret;
  private final InstantSource clock;
  private final Pause pause;
  private final BoundedExchange exchange;

  /**
   * A webhook.
   *
   * @param url where to post, http or https
   * @param clock for the time of each attempt
   * @param pause between attempts
   */
  public Webhook(URI url, WebhookSecret secret, InstantSource clock, Pause pause) {
    this(url, secret, clock, pause, TIME);
  }

  Webhook(URI url, WebhookSecret secret, InstantSource clock, Pause pause, Duration time) {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(url + " is not an http or https URL");
    }
    this.url = url;
    this.secret = secret;
    this.clock = clock;
    this.pause = pause;
    this.exchange =
        new BoundedExchange(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(time)
                .build(),
            time,
            MAX_ANSWER);
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Delivery deliver(Alert alert) throws InterruptedException {
    Delivery delivery = post(alert);
    for (Duration time : PAUSES) {
      if (delivery != Delivery.UNREACHABLE) {
        return delivery;
      }
      pause.pause(time);
      delivery = post(alert);
    }
    return delivery;
  }

  private Delivery post(Alert alert) throws InterruptedException {
    byte[] body = AlertJson.line(alert).getBytes(StandardCharsets.UTF_8);
    long timestamp = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("User-Agent", "quotary-watch")
            .header("webhook-id", alert.id())
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", secret.signature(alert.id(), timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return delivery(exchange.status(request));
    } catch (IOException e) {
      return Delivery.UNREACHABLE;
    }
  }

  /** A client error concerns this alert only, unless it asks for a retry. */
  private static Delivery delivery(int status) {
    if (status / 100 == 2) {
      return Delivery.TAKEN;
    }
    return status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS
        ? Delivery.REFUSED
        : Delivery.UNREACHABLE;
  }
}
