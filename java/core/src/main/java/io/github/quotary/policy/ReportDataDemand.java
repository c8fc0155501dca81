package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Report data begins with these bytes, and the rest of its 64 bytes is zero. */
record ReportDataDemand(Measurement prefix) implements Demand {
  static final int SIZE = 64;

  ReportDataDemand {
    if (prefix.size() == 0 || prefix.size() > SIZE) {
      throw new IllegalArgumentException(
          "Report data of " + prefix.size() + " bytes; 1 to 64 are possible");
    }
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    byte[] expected = Arrays.copyOf(prefix.toByteArray(), SIZE);
    if (!quote.body().reportDataEquals(ByteBuffer.wrap(expected))) {
      objections.raise(quote.body().reportData().toString(), expected());
    }
  }

  @Override
  public boolean namesIdentity() {
    return !prefix.isZero();
  }

  @Override
  public String expected() {
    int zeros = SIZE - prefix.size();
    return zeros == 0 ? prefix.toString() : prefix + " and " + zeros + " bytes of zero";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(prefix.size() == SIZE ? "exact" : "prefix", prefix.toString());
    json.writeEndObject();
  }
}
