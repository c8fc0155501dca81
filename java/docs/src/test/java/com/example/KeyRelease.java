package com.example;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The README's lines, and those of the guide for services. */
final class KeyRelease {
  private KeyRelease() {}

  static QuotePolicy policy(String mrTd, String rtmr1, String rtmr2) {
    QuotePolicy policy =
        QuotePolicy.builder()
            .accept(PolicyField.MR_TD, Measurement.fromHex(mrTd)) // firmware
            .accept(PolicyField.RTMR1, Measurement.fromHex(rtmr1)) // what booted
            .accept(PolicyField.RTMR2, Measurement.fromHex(rtmr2)) // and how
            .build();

    return policy;
  }

  static Verifier online(QuotePolicy policy) {
    CollateralSource intel =
        CachingCollateralSource.of(PcsEndpoint.intel(), Path.of("/var/cache/quotary"));
    Verifier verifier = Verifier.builder().policy(policy).collateralSource(intel).build();

    return verifier;
  }

  static void release(Verifier verifier, byte[] quote, byte[] reportData) {
    VerificationResult result = verifier.verify(quote, Expected.answerOfAnybody(reportData));
    if (!result.isTrusted()) {
      throw new SecurityException(result.toString()); // NOT TRUSTED TDX v4 OutOfDate id 0bf3cf1f…
    }
  }

  static VerificationResult cached(byte[] quote) {
    CachingCollateralSource source =
        CachingCollateralSource.of(PcsEndpoint.intel(), Path.of("/var/cache/quotary"));
    Verifier verifier = Verifier.builder().collateralSource(source).build();
    VerificationResult result = verifier.verify(ByteBuffer.wrap(quote));

    return result;
  }

  static String why(VerificationResult result) {
    String why =
        result instanceof VerificationResult.Verified verified
            ? verified.violations().toString()
            : result instanceof VerificationResult.Rejected rejected
                ? rejected.reason() + ": " + rejected.detail()
                : ((VerificationResult.Undecided) result).cause();

    return why;
  }
}
