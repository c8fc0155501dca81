package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Report data is one of these values, or begins with one, as the form says. */
record ReportDataDemand(Form form, Set<Measurement> accepted) implements Demand {
  static final int SIZE = 64;

  ReportDataDemand {
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException(
          "No report data is accepted; name at least one value, or leave the rule out");
    }
    for (Measurement value : accepted) {
      if (value.size() < form.min || value.size() > SIZE) {
        throw new IllegalArgumentException(
            "Report data of "
                + value.size()
                + " bytes; "
                + form.member
                + (form.min == SIZE ? " has 64" : " has 1 to 64"));
      }
    }
    accepted = Set.copyOf(accepted);
  }

  /** One of these values, in this form. */
  static ReportDataDemand anyOf(Form form, byte[]... values) {
    Set<Measurement> accepted = new LinkedHashSet<>();
    for (byte[] value : values) {
      accepted.add(Measurement.of(value));
    }
    return new ReportDataDemand(form, accepted);
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    ByteBuffer found = quote.body().reportDataBytes();
    for (Measurement value : accepted) {
      if (matches(found, value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all 64 bytes are demanded, not only the first of them. */
  boolean isWhole() {
    return form != Form.STARTS_WITH || accepted.stream().allMatch(value -> value.size() == SIZE);
  }

  /** In a time that does not depend on where they differ. */
  private boolean matches(ByteBuffer found, Measurement value) {
    int end = form == Form.STARTS_WITH ? value.size() : SIZE;
    int difference = 0;
    for (int i = 0; i < end; i++) {
      int expected = i < value.size() ? value.unsignedByte(i) : 0;
      difference |= (found.get(i) & 0xff) ^ expected;
    }
    return difference == 0;
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (!isMet(quote, platform, at)) {
      objections.raise(quote.body().reportData().toString(), expected());
    }
  }

  @Override
  public boolean namesIdentity() {
    return accepted.stream().noneMatch(Measurement::isZero);
  }

  @Override
  public String expected() {
    List<String> texts = sorted().stream().map(this::expected).toList();
    return String.join(" or ", texts) + (form == Form.STARTS_WITH ? ", then anything" : "");
  }

  private String expected(String value) {
    int zeros = SIZE - value.length() / 2;
    return form == Form.PADDED_WITH_ZEROS && zeros > 0
        ? value + " and " + zeros + " bytes of zero"
        : value;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName(form.member);
    List<String> values = sorted();
    if (values.size() == 1) {
      json.writeString(values.get(0));
    } else {
      json.writeArray(values.toArray(String[]::new), 0, values.size());
    }
    json.writeEndObject();
  }

  private List<String> sorted() {
    return accepted.stream().map(Measurement::toString).sorted().toList();
  }

  /** How a value stands for 64 bytes of report data. */
  enum Form {
    /** All 64 bytes. */
    EXACT("exact", SIZE),
    /** Its beginning; the rest can be anything. */
    STARTS_WITH("startsWith", 1),
    /** Its beginning; the rest is zero. */
    PADDED_WITH_ZEROS("paddedWithZeros", 1);

    private final String member;
    private final int min;

    Form(String member, int min) {
      this.member = member;
      this.min = min;
    }

    /** The name in JSON. */
    String member() {
      return member;
    }

    /** The least number of bytes of a value; the greatest is 64. */
    int min() {
      return min;
    }

    static Optional<Form> ofMember(String name) {
      for (Form form : values()) {
        if (form.member.equals(name)) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }
  }
}
