package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.collateral.ExpiredDocument;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Nothing out of date, or not for long. A grace period counts from the earliest expiry of all eight
 * sources; it does not reach a revocation list that begins later, which Intel counts as expired.
 */
record ExpiredDemand(GracePeriod gracePeriod) implements Demand {
  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return !platform.isExpiredAt(at);
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (isMet(quote, platform, at)) {
      return;
    }
    Instant earliest = platform.validity().earliestExpiration();
    if (gracePeriod.equals(GracePeriod.NONE) || beginsLater(platform.collateral(), at)) {
      objections.raise("out of date at " + at + ": " + names(platform, at), expected());
    } else if (at.isAfter(gracePeriod.after(earliest))) {
      objections.raise(
          "the first expiry was " + earliest + ", checked at " + at + ": " + names(platform, at),
          expected());
    }
  }

  private static String names(EvaluatedPlatform platform, Instant at) {
    return platform.expiredAt(at).stream()
        .map(ExpiredDocument::toString)
        .collect(Collectors.joining(", "));
  }

  private static boolean beginsLater(TrustedCollateral collateral, Instant at) {
    return at.isBefore(collateral.rootCrl().thisUpdate())
        || at.isBefore(collateral.pckCrl().thisUpdate());
  }

  @Override
  public String expected() {
    return gracePeriod.equals(GracePeriod.NONE)
        ? "nothing expired"
        : "nothing expired for longer than " + gracePeriod;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("gracePeriod", gracePeriod.toString());
    json.writeEndObject();
  }
}
