package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An enclave's SVN is not lower. */
record MinIsvSvnDemand(int min) implements Demand {
  static final int MAX = 0xffff;

  MinIsvSvnDemand {
    requireU16(min);
  }

  static void requireU16(int value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(value + "; 0 to " + MAX + " is possible");
    }
  }

  @Override
  public @Nullable String absence(PolicyInput input) {
    return input.absenceOutside(TeeType.SGX);
  }

  @Override
  public void check(PolicyInput input, Objection objection) {
    int isvSvn = input.enclaveReport().orElseThrow().isvSvn();
    if (isvSvn < min) {
      objection.raise(Integer.toString(isvSvn), expected());
    }
  }

  @Override
  public String expected() {
    return min + " or more";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeNumber(min);
  }
}
