package io.github.quotary.ingress.evidence;

import io.github.quotary.guest.provider.GuestFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to a visitor's challenge: status, headers and body of an HTTP response, which no cache
 * may keep. What went wrong inside is for the operator, in {@link NoQuote#reason}; a visitor is
 * told no more than {@link #body} says. Immutable.
 */
public sealed interface ChallengeAnswer {
  /** The HTTP status. */
  int status();

  /** The body: JSON with status 200, else one line of text. A read-only view. */
  ByteBuffer body();

  /** The header fields, without the one of the length. */
  default Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Type", status() == 200 ? "application/json" : "text/plain; charset=utf-8");
    retryAfter().ifPresent(pause -> headers.put("Retry-After", Long.toString(pause.toSeconds())));
    return headers;
  }

  /** After which time it is worth asking again, whole seconds, if ever. */
  default Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /**
   * Statement and quote: {@code {"version":1,"statement":"...","quote":{...}}}.
   *
   * @param json UTF-8
   */
  record Quoted(ByteBuffer json) implements ChallengeAnswer {
    /** Takes a read-only view. */
    public Quoted {
      json = json.slice().asReadOnlyBuffer();
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public ByteBuffer body() {
      return json.duplicate();
    }
  }

  /** The query is not what it must be. */
  record BadNonce() implements ChallengeAnswer {
    @Override
    public int status() {
      return 400;
    }

    @Override
    public ByteBuffer body() {
      return line("ask with ?nonce= and 16 to 64 bytes in hexadecimal, and nothing else");
    }
  }

  /**
   * Too many quotes are asked for.
   *
   * @param pause whole seconds after which a quote may be had
   */
  record Busy(Duration pause) implements ChallengeAnswer {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public ByteBuffer body() {
      return line("too many challenges; ask again later");
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(pause);
    }
  }

  /** Nothing is served to this host yet, or there is no evidence of it. */
  record NotServed() implements ChallengeAnswer {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public ByteBuffer body() {
      return line("there is no evidence of this name yet");
    }
  }

  /**
   * The TEE gave no quote.
   *
   * @param reason for the operator
   */
  record NoQuote(GuestFault reason) implements ChallengeAnswer {
    /** 502 if it answered wrongly, 503 if it did not answer. */
    @Override
    public int status() {
      return reason instanceof GuestFault.AgentError
              || reason instanceof GuestFault.Malformed
              || reason instanceof GuestFault.TooLarge
              || reason instanceof GuestFault.OtherReportData
              || reason instanceof GuestFault.OtherProvider
          ? 502
          : 503;
    }

    @Override
    public ByteBuffer body() {
      return line("the TEE gave no quote");
    }
  }

  private static ByteBuffer line(String text) {
    return ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
