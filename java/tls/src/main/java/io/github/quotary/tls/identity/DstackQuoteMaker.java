package io.github.quotary.tls.identity;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * dstack's RA-TLS: the quote and the event log, an extension each.
 *
 * @param provider of quotes
 */
record DstackQuoteMaker(QuoteProvider provider) implements EvidenceMaker {
  private static final int QUOTE = 1;
  private static final int EVENT_LOG = 2;

  @Override
  public String source() {
    return provider.source();
  }

  @Override
  public Answer<List<EvidenceExtension>> evidence(byte[] subjectPublicKeyInfo) {
    return quote(Dstack.reportData(subjectPublicKeyInfo))
        .then(quote -> Answer.given(extensions(quote)));
  }

  private static List<EvidenceExtension> extensions(TeeQuote quote) {
    List<EvidenceExtension> extensions = new ArrayList<>();
    extensions.add(Dstack.extension(QUOTE, quote.toByteArray()));
    quote
        .eventLog()
        .map(log -> Dstack.extension(EVENT_LOG, log.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(extensions::add);
    return extensions;
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    return provider.quote(reportData);
  }
}
