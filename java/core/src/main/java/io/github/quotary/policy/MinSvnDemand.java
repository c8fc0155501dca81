package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.function.ToLongBiFunction;

/** A security version number is not lower than this. */
record MinSvnDemand(Svn svn, int min) implements Demand {
  static final int MAX = 0xffff;

  MinSvnDemand {
    requireU16(svn.rule.member(), min);
  }

  static void requireU16(String member, int value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(member + " " + value + "; 0 to " + MAX + " is possible");
    }
  }

  @Override
  public boolean canBeMetBy(TeeType tee) {
    return svn != Svn.ISV || tee == TeeType.SGX;
  }

  @Override
  public String absence(Quote quote) {
    return TeeDemand.absenceOutside(TeeType.SGX, quote);
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return svn.reader.applyAsLong(quote, platform) >= min;
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    long found = svn.reader.applyAsLong(quote, platform);
    if (found < min) {
      objections.raise(Long.toString(found), expected());
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

  /** The version numbers of which a policy can ask a minimum; each has 16 bits. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
  enum Svn {
    /** Of the enclave that an SGX quote speaks for. */
    ISV(Rule.MIN_ISV_SVN, (quote, platform) -> ((EnclaveReport) quote.body()).isvSvn()),
    /** Of the quoting enclave, by its own report in the quote. */
    QE(Rule.MIN_QE_SVN, (quote, platform) -> quote.signatureData().qeReport().isvSvn()),
    /** Of the provisioning certification enclave, by the PCK certificate. */
    PCE(Rule.MIN_PCE_SVN, (quote, platform) -> platform.pck().pceSvn());

    private final Rule rule;
    private final ToLongBiFunction<Quote, EvaluatedPlatform> reader;

    Svn(Rule rule, ToLongBiFunction<Quote, EvaluatedPlatform> reader) {
      this.rule = rule;
      this.reader = reader;
    }

    Rule rule() {
      return rule;
    }
  }
}
