package io.github.quotary.ingress.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.domain.exchange.BodyTooLongException;
import io.github.quotary.domain.exchange.BoundedExchange;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Asks a certification authority for its directory. */
public final class Authority {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_BYTES = 1 << 16;
  private static final JsonFactory JSON = StrictJson.factory(8, MAX_BYTES);

  private Authority() {}

  /** What it said. */
  public sealed interface Reply {
    /**
     * It is an ACME server.
     *
     * @param time its clock's, to the second
     */
    record Reached(Optional<Instant> time) implements Reply {}

    /** It answered with something else. */
    record NotAcme(String why) implements Reply {}

    /** It did not answer. */
    record Unreachable(String why) implements Reply {}
  }

  /**
   * Asks. Takes no more than 20 s and 64 KiB, and follows no redirect.
   *
   * @param http knows whom to trust
   */
  public static Reply ask(URI directory, HttpClient http) {
    return ask(directory, http, TIMEOUT);
  }

  static Reply ask(URI directory, HttpClient http, Duration time) {
    try {
      return read(
          new BoundedExchange(http, time, MAX_BYTES)
              .send(HttpRequest.newBuilder(directory).build()));
    } catch (BodyTooLongException e) {
      return new Reply.NotAcme(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reply.Unreachable(
          e.getMessage() == null ? "it cannot be reached" : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Unreachable("the request was interrupted");
    }
  }

  private static Reply read(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      return new Reply.NotAcme("status " + response.statusCode());
    }
    return isDirectory(response.body())
        ? new Reply.Reached(response.headers().firstValue("Date").flatMap(Authority::date))
        : new Reply.NotAcme("the answer is not an ACME directory (RFC 8555, section 7.1.1)");
  }

  private static boolean isDirectory(byte[] body) {
    if (StrictJson.encodingProblem(body).isPresent()) {
      return false;
    }
    boolean orders = false;
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        orders |= json.currentName().equals("newOrder");
        json.nextToken();
        json.skipChildren();
      }
      return orders && json.currentToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
