package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A check that the policy leaves out on purpose; results list it by the rule's name. */
record Waiver() implements Demand {
  /** The JSON value that stands for it. */
  static final String WORD = "waived";

  @Override
  public void check(PolicyInput input, Objection objection) {}

  @Override
  public String expected() {
    return "not checked";
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeString(WORD);
  }
}
