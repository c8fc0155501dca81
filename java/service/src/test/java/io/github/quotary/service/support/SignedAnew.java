package io.github.quotary.service.support;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.HexFormat;

/**
 * A real quote's TD report, signed by a simulated platform. What a platform puts into the report
 * itself, the TDX module and its TCB, is that platform's.
 */
public final class SignedAnew {
  private SignedAnew() {}

  public static Evidence of(byte[] quote) {
    TdReport td = (TdReport) Quote.copyOf(quote).body();
    byte[] report = new byte[td.bytes().remaining()];
    td.bytes().duplicate().get(report);
    QuoteShape shape = QuoteShape.V4_TDX;
    if (quote[0] == 5) {
      shape = td instanceof TdReport15 ? QuoteShape.V5_TDX_15 : QuoteShape.V5_TDX_10;
    }
    Scenario scenario = Scenario.upToDate(shape);
    for (TdField field : TdField.values()) {
      int end = field.offset() + field.length();
      boolean isPlatforms =
          field == TdField.TEE_TCB_SVN
              || field == TdField.TEE_TCB_SVN2
              || field == TdField.MRSEAM
              || field == TdField.SEAMATTRIBUTES;
      if (end <= report.length && !isPlatforms) {
        String value = HexFormat.of().formatHex(report, field.offset(), end);
        scenario = scenario.withTd(spec -> spec.with(field, value));
      }
    }
    return Simulator.seeded(7).evidence(scenario);
  }
}
