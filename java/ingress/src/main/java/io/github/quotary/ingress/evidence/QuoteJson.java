package io.github.quotary.ingress.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A source of {@code quote.json}: a quote over some report data in the form of dstack's {@code
 * GetQuote}. Thread-safe if the source of its quotes is.
 */
@FunctionalInterface
public interface QuoteJson {
  /**
   * The quote over these report data, as JSON in UTF-8. That it is over them was checked.
   *
   * @param reportData 64 bytes
   */
  Answer<ByteBuffer> over(byte[] reportData);

  /** The agent's own answers, byte for byte. */
  static QuoteJson of(GuestAgent agent) {
    return reportData -> agent.getQuote(reportData).then(quote -> Answer.given(quote.json()));
  }

  /** Quotes of any other source, in the members that {@code GetQuote} has. */
  static QuoteJson of(QuoteProvider provider) {
    return provider instanceof GuestAgent agent
        ? of(agent)
        : reportData ->
            provider.quote(reportData).then(quote -> Answer.given(written(quote, reportData)));
  }

  private static ByteBuffer written(TeeQuote quote, byte[] reportData) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = StrictJson.factory(1, 1).createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField("quote", HexFormat.of().formatHex(quote.toByteArray()));
      out.writeStringField("event_log", quote.eventLog().orElse(""));
      out.writeStringField("report_data", HexFormat.of().formatHex(reportData));
      out.writeStringField("vm_config", quote.vmConfig().orElse(""));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
    return ByteBuffer.wrap(json.toByteArray());
  }
}
