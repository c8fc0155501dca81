package io.github.quotary.ingress.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers challenges: {@code GET /evidences/challenge?nonce=<hexadecimal>} gets a new quote over
 * the visitor's nonce and over what is served at that moment.
 *
 * <pre>{@code
 * {"version":1,"statement":"<text>","quote":{"quote":"...","event_log":"...",...}}
 * }</pre>
 *
 * <p>{@link ChallengeStatement} describes the text and the quote's report data; the member {@code
 * quote} is the agent's answer to {@code GetQuote}. The nonce has 16 to 64 bytes, in lower or upper
 * case, and is the only parameter.
 *
 * <p>An answer blocks its thread for as long as the TEE takes for a quote. Calls beyond the limits
 * are refused at once; none waits for another. Thread-safe.
 */
public final class Challenges {
  /** The request path, without the query. */
  public static final String PATH = Evidence.FOLDER + "challenge";

  private static final Pattern QUERY = Pattern.compile("nonce=((?:[0-9A-Fa-f]{2}){16,64})");
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 4 << 20;
  private static final JsonFactory JSON = StrictJson.factory(MAX_DEPTH, MAX_TEXT);

  private final QuoteJson quotes;
  private final Function<String, Optional<ServedDomain>> served;
  private final InstantSource clock;
  private final Semaphore simultaneous;
  private final TokenBucket bucket;
  private final Duration interval;

  /**
   * Answers with quotes of this source.
   *
   * @param served what is served to a host at the moment of the call; empty if nothing is, or if it
   *     has no evidence
   * @param clock for the statement's time and the rate
   */
  public Challenges(
      QuoteJson quotes,
      Function<String, Optional<ServedDomain>> served,
      ChallengeLimits limits,
      InstantSource clock) {
    this.quotes = quotes;
    this.served = served;
    this.clock = clock;
    this.simultaneous = new Semaphore(limits.simultaneous());
    this.bucket = new TokenBucket(limits.burst(), limits.interval(), clock);
    this.interval = limits.interval();
  }

  /**
   * Answers one request.
   *
   * @param host the name that the connection's handshake asked for, in lower case
   * @param query what follows the question mark of the request; empty if there is none
   */
  public ChallengeAnswer answer(String host, String query) {
    Matcher asked = QUERY.matcher(query);
    if (!asked.matches()) {
      return new ChallengeAnswer.BadNonce();
    }
    byte[] nonce = HexFormat.of().parseHex(asked.group(1));
    if (!simultaneous.tryAcquire()) {
      return busy(interval);
    }
    try {
      return limited(host, nonce);
    } finally {
      simultaneous.release();
    }
  }

  private ChallengeAnswer limited(String host, byte[] nonce) {
    Optional<ServedDomain> now = served.apply(host);
    if (now.isEmpty()) {
      return new ChallengeAnswer.NotServed();
    }
    Duration pause = bucket.take();
    if (!pause.isZero()) {
      return busy(pause);
    }
    ChallengeStatement statement = ChallengeStatement.of(now.get(), clock.instant(), nonce);
    return quotes
        .over(statement.reportData())
        .fold(quote -> quoted(statement, quote), ChallengeAnswer.NoQuote::new);
  }

  /** At least a second, and no fraction of one. */
  private static ChallengeAnswer busy(Duration pause) {
    return new ChallengeAnswer.Busy(
        Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds())));
  }

  private static ChallengeAnswer quoted(ChallengeStatement statement, ByteBuffer quote) {
    byte[] bytes = new byte[quote.remaining()];
    quote.duplicate().get(bytes);
    try {
      return new ChallengeAnswer.Quoted(ByteBuffer.wrap(joined(statement, bytes)));
    } catch (IOException e) {
      return new ChallengeAnswer.NoQuote(
          new GuestFault.Malformed("the answer with the quote", "it is not a JSON object"));
    }
  }

  /** The agent's object is written anew: a byte order mark, for example, may stand at its start. */
  private static byte[] joined(ChallengeStatement statement, byte[] quote) throws IOException {
    int mark = StrictJson.markLength(quote);
    String text = new String(quote, mark, quote.length - mark, StandardCharsets.UTF_8);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(json);
        JsonParser in = JSON.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      out.writeStartObject();
      out.writeNumberField("version", ChallengeStatement.VERSION);
      out.writeStringField("statement", statement.text());
      out.writeFieldName("quote");
      out.copyCurrentStructure(in);
      out.writeEndObject();
    }
    return json.toByteArray();
  }
}
