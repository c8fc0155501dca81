package io.github.quotary.domain.capture;

import io.github.quotary.domain.dns.LookupException;
import io.github.quotary.domain.exchange.BodyTooLongException;
import io.github.quotary.domain.exchange.BoundedExchange;
import io.github.quotary.domain.exchange.NoAnswerInTimeException;
import io.github.quotary.domain.exchange.SettledResolver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.WireParseException;

/**
 * A resolver that is asked over HTTP by GET, with messages in wire format. Follows no redirect.
 *
 * <p>Source: RFC 8484.
 */
final class DnsOverHttp extends SettledResolver {
  private static final String TYPE = "application/dns-message";
  private static final int MAX_BYTES = 65_535;
  private static final int SUCCESS = 2;

  private final URI address;
  private final BoundedExchange exchange;

  /**
   * A resolver.
   *
   * @param address may have a query of its own
   * @param time for each question, until its answer has ended
   */
  DnsOverHttp(URI address, Duration time) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("it names no host");
    }
    this.address = address;
    this.exchange =
        new BoundedExchange(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(time)
                .build(),
            time,
            MAX_BYTES);
  }

  @Override
  public Message send(Message query) throws IOException {
    HttpResponse<byte[]> answer;
    try {
      answer = exchange.send(request(query));
    } catch (NoAnswerInTimeException | BodyTooLongException e) {
      throw new LookupException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LookupException("the question was interrupted");
    }
    if (answer.statusCode() / 100 != SUCCESS) {
      throw new LookupException("HTTP status " + answer.statusCode());
    }
    Message message;
    try {
      message = new Message(answer.body());
    } catch (IOException | IllegalArgumentException e) {
      throw new LookupException("the answer is not a DNS message");
    }
    try {
      requireSameQuestion(query, message);
    } catch (WireParseException e) {
      throw new LookupException(String.valueOf(e.getMessage()));
    }
    return message;
  }

  /** With the id 0, so that equal questions are equal requests (RFC 8484, section 4.1). */
  private HttpRequest request(Message query) {
    Message asked = query.clone();
    asked.getHeader().setID(0);
    if (asked.getOPT() == null) {
      asked.addRecord(new OPTRecord(0, 0, 0, 0, List.of()), Section.ADDITIONAL);
    }
    String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(asked.toWire());
    String mark = address.getRawQuery() == null ? "?" : "&";
    return HttpRequest.newBuilder(URI.create(address + mark + "dns=" + dns))
        .header("Accept", TYPE)
        .build();
  }
}
