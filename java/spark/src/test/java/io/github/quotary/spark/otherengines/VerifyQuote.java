package io.github.quotary.spark.otherengines;

import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.verify.Verifier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Flink: stream.map(new VerifyQuote(bundleJson)). */
public final class VerifyQuote extends RichMapFunction<byte[], String> {
  private static final long serialVersionUID = 1L;

  private final byte[] bundleJson;
  private transient Verifier verifier;

  public VerifyQuote(byte[] bundleJson) {
    this.bundleJson = bundleJson;
  }

  @Override
  public void open(OpenContext context) {
    verifier =
        Verifier.builder().collateralSource(CollateralBundle.parse(bundleJson, "bundle")).build();
  }

  @Override
  public String map(byte[] quote) {
    return VerdictJson.of(verifier.verify(quote)).toString();
  }
}
