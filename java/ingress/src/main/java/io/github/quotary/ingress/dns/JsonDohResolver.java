package io.github.quotary.ingress.dns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.dns.LookupException;
import io.github.quotary.domain.exchange.SettledResolver;
import io.github.quotary.ingress.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A resolver that is asked over HTTP and answers in JSON, as {@code https://dns.google/resolve}
 * does: {@code ?name=…&type=…}, and {@code Status}, {@code TC}, {@code AD}, {@code Answer} in the
 * answer. Data are in presentation form, or in that of RFC 3597. A question takes at most what its
 * {@link Retries} allow. Thread-safe.
 */
final class JsonDohResolver extends SettledResolver {
  private static final int MAX_RECORDS = 1000;

  /** A header has four bits for it. */
  private static final int MAX_STATUS = 15;

  private static final Secret NOTHING_TO_HIDE = Secret.of("\0");

  private final URI address;
  private final HttpApi api;
  private final Retries retries;

  /**
   * A resolver.
   *
   * @param address may have a query of its own
   */
  JsonDohResolver(URI address, Retries retries) {
    this(address, retries, HttpApi.TIMEOUT);
  }

  JsonDohResolver(URI address, Retries retries, Duration time) {
    this.address = address;
    this.api =
        new HttpApi(
            address,
            Map.of("Accept", "application/dns-json"),
            NOTHING_TO_HIDE,
            retries.clock(),
            time);
    this.retries = retries;
  }

  @Override
  public Message send(Message query) throws IOException {
    Record question = query.getQuestion();
    String asked =
        (address.getQuery() == null ? "?" : "&")
            + "name="
            + URLEncoder.encode(question.getName().toString(true), StandardCharsets.UTF_8)
            + "&type="
            + Type.string(question.getType());
    DnsResult<Message> result =
        retries.run(number -> api.get(asked, answer -> message(query, answer)));
    if (result instanceof DnsResult.Done<Message> done) {
      return done.value();
    }
    throw new LookupException(result.words());
  }

  private static Attempt<Message> message(Message query, HttpApi.Answer answer) {
    JsonNode json = JsonBody.object(answer.body()).orElse(null);
    if (!answer.isGood()) {
      return Attempt.refused(answer.status(), "status " + answer.status());
    }
    if (json == null || !json.path("Status").isInt()) {
      return Attempt.unusable("the answer is not JSON with a Status");
    }
    int status = json.path("Status").intValue();
    JsonNode records = json.path("Answer");
    if (status < 0 || status > MAX_STATUS) {
      return Attempt.unusable("the answer has the Status " + status);
    }
    if (!records.isMissingNode() && !records.isArray()) {
      return Attempt.unusable("the answer's Answer is not an array");
    }
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setRcode(status);
    set(message, Flags.TC, json.path("TC").booleanValue());
    set(message, Flags.AD, json.path("AD").booleanValue());
    message.addRecord(query.getQuestion(), Section.QUESTION);
    if (records.size() > MAX_RECORDS) {
      return Attempt.unusable("the answer has more than " + MAX_RECORDS + " records");
    }
    for (JsonNode record : records) {
      try {
        message.addRecord(read(record), Section.ANSWER);
      } catch (IOException | IllegalArgumentException e) {
        return Attempt.unusable("a record of the answer cannot be read");
      }
    }
    return Attempt.done(message);
  }

  private static void set(Message message, int flag, boolean isSet) {
    if (isSet) {
      message.getHeader().setFlag(flag);
    }
  }

  private static Record read(JsonNode record) throws IOException {
    Name name = Name.fromString(record.path("name").asText(), Name.root);
    int type = record.path("type").asInt();
    long ttl = Math.max(0, Math.min(record.path("TTL").asLong(), Integer.MAX_VALUE));
    String data = record.path("data").asText();
    // Some resolvers leave out the quotes of a text.
    String shown = type == Type.TXT && !data.startsWith("\"") ? quoted(data) : data;
    return Record.fromString(name, type, DClass.IN, ttl, shown, Name.root);
  }

  private static String quoted(String text) {
    return text.startsWith("\\#")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
