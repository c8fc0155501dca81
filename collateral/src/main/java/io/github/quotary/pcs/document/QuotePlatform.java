package io.github.quotary.pcs.document;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds which platform a quote names. The result is unverified: anybody can write a quote that
 * names any platform. Ask a service only for what {@link
 * io.github.quotary.verify.Verifier#platform} finds.
 */
public final class QuotePlatform {
  private QuotePlatform() {}

  /**
   * The key of a quote's collateral, from the PCK certificate that the quote carries.
   *
   * @param quote its remaining bytes; the position stays
   * @return empty if the bytes are not a quote, or it has no PCK certificate of Intel's CAs
   */
  public static Optional<CollateralKey> of(ByteBuffer quote) {
    if (!(Quote.tryParse(quote) instanceof QuoteParse.Parsed parsed)) {
      return Optional.empty();
    }
    try {
      return of(parsed.quote());
    } catch (PkiFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<CollateralKey> of(Quote quote) throws PkiFormatException {
    PckChain chain = PckChain.parse(quote.signatureData().certificationData().data());
    return chain
        .pck()
        .flatMap(
            pck -> chain.caType().map(ca -> new CollateralKey(pck.fmspc(), ca, quote.teeType())));
  }
}
