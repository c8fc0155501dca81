package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A field has one of the listed values. */
record FieldDemand(PolicyField field, Set<Measurement> accepted) implements Demand {
  private static final Measurement NO_SERVICE_TD =
      Measurement.of(new byte[PolicyField.MR_SERVICE_TD.size()]);

  FieldDemand {
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException(
          "No value is accepted; name at least one, or leave the rule out");
    }
    for (Measurement value : accepted) {
      if (value.size() != field.size()) {
        throw new IllegalArgumentException(
            field.member() + " has " + field.size() + " bytes; " + value + " has " + value.size());
      }
    }
    accepted = Set.copyOf(accepted);
  }

  /** No service TD: what the strict policy asks where the field exists. */
  static FieldDemand noServiceTd() {
    return new FieldDemand(PolicyField.MR_SERVICE_TD, Set.of(NO_SERVICE_TD));
  }

  @Override
  public boolean canBeMetBy(TeeType tee) {
    return field.canBeIn(tee);
  }

  @Override
  public boolean applies(Quote quote, EvaluatedPlatform platform) {
    return field.isIn(quote, platform);
  }

  @Override
  public String absence(Quote quote) {
    return field.absence(quote);
  }

  /** Knows only the answer that the strict default has for almost every quote: no service TD. */
  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return field == PolicyField.MR_SERVICE_TD
        && accepted.contains(NO_SERVICE_TD)
        && quote.body() instanceof TdReport15 report
        && report.hasNoServiceTd();
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    Optional<Measurement> value = field.read(quote, platform);
    if (value.filter(accepted::contains).isEmpty()) {
      objections.raise(value.map(Measurement::toString).orElse("absent"), expected());
    }
  }

  /** A value that is all zero is that of every TD whose owner has left the field alone. */
  @Override
  public boolean namesIdentity() {
    return field.isIdentity() && accepted.stream().noneMatch(Measurement::isZero);
  }

  @Override
  public List<String> contradictions() {
    return field
        .onlyValue()
        .filter(value -> !accepted.contains(value))
        .map(
            value ->
                field.member()
                    + " does not accept "
                    + value
                    + "; a quote with another value is rejected before any policy is asked")
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public String expected() {
    return equals(noServiceTd()) ? "all zero: no service TD" : String.join(" or ", sorted());
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String value : sorted()) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private List<String> sorted() {
    return accepted.stream().map(Measurement::toString).sorted().toList();
  }
}
