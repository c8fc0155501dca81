package io.github.quotary.guest.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.guest.exchange.HttpAnswer;
import io.github.quotary.guest.exchange.HttpRequest;
import io.github.quotary.guest.exchange.UnixExchange;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.ExchangeLimits;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.ReportData;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.json.StrictJson;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * dstack's guest agent. Every call is one exchange on a connection of its own, within {@link
 * ExchangeLimits}; an interrupt of the calling thread ends it. What the agent does wrong is a
 * {@link GuestFault}, never an exception. Immutable and thread-safe.
 *
 * <p>Whoever reaches the socket can ask for a quote over any report data. Let report data say what
 * they are for: {@link io.github.quotary.challenge.KeyBinding} does.
 */
public final class GuestAgent implements QuoteProvider {
  private static final int MAX_WORDS = 4096;
  private static final JsonFactory JSON = StrictJson.factory(1, MAX_WORDS);

  private final AgentProtocol protocol;
  private final Path socket;
  private final ExchangeLimits limits;

  private GuestAgent(AgentProtocol protocol, Path socket, ExchangeLimits limits) {
    this.protocol = protocol;
    this.socket = socket;
    this.limits = limits;
  }

  /** Makes a value of a successful answer. */
  private interface Reader<T> {
    Answer<T> read(byte[] json, AgentObject answer) throws AgentFormatException;
  }

  /** Writes the members of a request. */
  private interface Parameters {
    void write(JsonGenerator out) throws IOException;
  }

  /** The agent that listens on the protocol's standard socket, or will. */
  public static GuestAgent standard(AgentProtocol protocol) {
    return at(protocol, protocol.standardSocket());
  }

  /** The agent that listens on this socket, or will. */
  public static GuestAgent at(AgentProtocol protocol, Path socket) {
    return new GuestAgent(protocol, socket, ExchangeLimits.standard());
  }

  /**
   * The first agent that answers: {@code /var/run/dstack.sock}, then {@code /var/run/tappd.sock}.
   * If none does, the fault is that of the first socket that exists, or else of the first.
   */
  public static Answer<GuestAgent> find() {
    return find(List.of(standard(AgentProtocol.DSTACK), standard(AgentProtocol.TAPPD)));
  }

  /** The first of these agents, at least one, that answers. */
  static Answer<GuestAgent> find(List<GuestAgent> candidates) {
    List<GuestFault> faults = new ArrayList<>();
    for (GuestAgent agent : candidates) {
      Optional<GuestFault> fault = agent.unusable();
      if (fault.isEmpty()) {
        return Answer.given(agent);
      }
      faults.add(fault.get());
    }
    return Answer.failed(
        faults.stream()
            .filter(fault -> !(fault instanceof GuestFault.NotThere))
            .findFirst()
            .orElse(faults.get(0)));
  }

  /** The same agent, asked within other limits. */
  public GuestAgent withLimits(ExchangeLimits value) {
    return new GuestAgent(protocol, socket, value);
  }

  /** Which calls it knows. */
  public AgentProtocol protocol() {
    return protocol;
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  @Override
  public String source() {
    return "dstack's guest agent at " + socket;
  }

  @Override
  public Optional<GuestFault> unusable() {
    return info().fault();
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    return getQuote(reportData).then(answer -> Answer.given(answer.quote()));
  }

  /** What the agent tells of its guest. */
  public Answer<AgentInfo> info() {
    return ask(
        "Info",
        HttpRequest.get(protocol.path("Info")),
        (json, answer) -> Answer.given(AgentInfo.read(json, answer)));
  }

  /**
   * A quote over these report data, with the whole answer. The quote was parsed, and its report
   * data compared with those that were asked for; its signatures were not checked.
   *
   * @param reportData 64 bytes, which are copied
   * @throws IllegalArgumentException if they are not 64 bytes
   */
  public Answer<AgentQuote> getQuote(byte[] reportData) {
    ReportData asked = ReportData.of(reportData);
    String call = protocol.quoteCall();
    return ask(
        call,
        HttpRequest.get(protocol.path(call) + "?report_data=" + asked.hex()),
        (json, answer) -> quote(json, answer, asked, where(call)));
  }

  private Answer<AgentQuote> quote(byte[] json, AgentObject answer, ReportData asked, String where)
      throws AgentFormatException {
    byte[] quote = answer.hex("quote");
    Optional<GuestFault> fault = asked.faultOf(ByteBuffer.wrap(quote), where);
    if (fault.isPresent()) {
      return Answer.failed(fault.get());
    }
    Optional<byte[]> stated = answer.optionalHex("report_data");
    if (stated.isPresent() && !Measurement.of(stated.get()).equals(asked.value())) {
      throw new AgentFormatException("member report_data is not the report data of the quote");
    }
    TeeQuote given =
        new TeeQuote(
            ByteBuffer.wrap(quote),
            source(),
            answer.textOrJson("event_log"),
            answer.textOrJson("vm_config"));
    return Answer.given(
        new AgentQuote(
            ByteBuffer.wrap(json), given, answer.optionalHex("attestation").map(ByteBuffer::wrap)));
  }

  /**
   * A versioned attestation over these report data: quote, log and configuration in one, on every
   * platform that dstack knows. It is not opened here: whoever verifies it compares the report
   * data.
   *
   * @param reportData 64 bytes, which are copied
   * @return the attestation, a read-only view
   * @throws IllegalArgumentException if they are not 64 bytes
   */
  public Answer<ByteBuffer> attest(byte[] reportData) {
    ReportData asked = ReportData.of(reportData);
    return askNewer(
        "Attest",
        HttpRequest.get(protocol.path("Attest") + "?report_data=" + asked.hex()),
        (json, answer) ->
            Answer.given(ByteBuffer.wrap(answer.hex("attestation")).asReadOnlyBuffer()));
  }

  /** A new key with a certificate of the app's own authority. */
  public Answer<TlsKey> getTlsKey(TlsKeyRequest request) {
    return askNewer(
        "GetTlsKey",
        post("GetTlsKey", request::write),
        (json, answer) -> Answer.given(TlsKey.read(answer)));
  }

  /**
   * The app's key for this path.
   *
   * @param path names the key; any text
   * @param purpose what it is for; it is part of what the signature chain signs
   */
  public Answer<DerivedKey> getKey(String path, String purpose, KeyAlgorithm algorithm) {
    Parameters parameters =
        out -> {
          out.writeStringField("path", path);
          out.writeStringField("purpose", purpose);
          out.writeStringField("algorithm", algorithm.wireName());
        };
    return askNewer(
        "GetKey",
        post("GetKey", parameters),
        (json, answer) -> Answer.given(DerivedKey.read(answer)));
  }

  private HttpRequest post(String call, Parameters parameters) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      parameters.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
    // The parameter asks for JSON in errors, too.
    return HttpRequest.post(protocol.path(call) + "?json=true", text.toString());
  }

  private String where(String call) {
    return call + " at " + socket;
  }

  /** A call that only agents of version 0.5 and newer know. */
  private <T> Answer<T> askNewer(String call, HttpRequest request, Reader<T> reader) {
    return protocol == AgentProtocol.DSTACK
        ? ask(call, request, reader)
        : Answer.failed(new GuestFault.Unsupported(where(call)));
  }

  private <T> Answer<T> ask(String call, HttpRequest request, Reader<T> reader) {
    String where = where(call);
    return UnixExchange.ask(socket, request, limits, where)
        .then(answer -> read(answer, where, reader));
  }

  private static <T> Answer<T> read(HttpAnswer answer, String where, Reader<T> reader) {
    byte[] body = answer.body();
    if (!answer.isOk()) {
      return Answer.failed(new GuestFault.AgentError(where, answer.status(), words(body)));
    }
    if (!answer.mayBeJson()) {
      return Answer.failed(
          new GuestFault.Malformed(
              where, "its Content-Type is " + answer.contentType().orElse("") + ", not JSON"));
    }
    try {
      AgentObject object = AgentObject.read(body);
      if (object.has("error")) {
        return Answer.failed(new GuestFault.AgentError(where, answer.status(), words(body)));
      }
      return reader.read(body, object);
    } catch (AgentFormatException e) {
      return Answer.failed(new GuestFault.Malformed(where, e.flaw()));
    }
  }

  /** What an error's body says: its member {@code error}, or all of it. */
  private static String words(byte[] body) {
    String words;
    try {
      words = AgentObject.read(body).text("error");
    } catch (AgentFormatException e) {
      words = new String(body, StandardCharsets.UTF_8);
    }
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
  }
}
