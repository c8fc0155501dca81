package io.github.quotary.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A heap of 64 MiB verifies every input that is as large as it may be, and refuses a larger one.
 */
class LargestInputTest {
  private static final int MIB = 1 << 20;
  private static final int MAX_COLLATERAL = 4 * MIB;
  private static final String END = "-----END CERTIFICATE-----\n";
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral HONEST = Simulated.collateral(GOOD);

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void fitsIntoASmallHeap() throws IOException, InterruptedException {
    ForkedHeap.run(Largest.class, "64m", folder);
  }

  /** What the small JVM does. */
  static final class Largest {
    private Largest() {}

    public static void main(String[] arguments) {
      Verifier verifier = Simulated.verifier(GOOD).build();
      byte[] quote = GOOD.quote();
      int chainRoom = MIB - quote.length;
      for (int round = 0; round < 3; round++) {
        trust(verifier, chain(chainRoom), HONEST);
        trust(verifier, trailing(MIB), HONEST);
        for (Part part : Part.values()) {
          trust(verifier, quote, part.padded(MAX_COLLATERAL - (int) HONEST.size()));
          refuse(
              verifier,
              quote,
              part.padded(MAX_COLLATERAL - (int) HONEST.size() + 1),
              RejectReason.COLLATERAL_TOO_LARGE);
        }
        refuse(verifier, chain(chainRoom + 1), HONEST, RejectReason.QUOTE_TOO_LARGE);
        refuse(verifier, trailing(8 * MIB), HONEST, RejectReason.QUOTE_TOO_LARGE);
        String fourth = new String(GOOD.quote(), ISO_8859_1);
        refuse(
            verifier,
            chain(fourth.substring(fourth.indexOf("-----BEGIN"), fourth.indexOf(END)) + END),
            HONEST,
            RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT);
        refuse(
            verifier,
            quote,
            Simulated.collateralBuilder(GOOD).rootCaCrl(new byte[3 * MIB]).build(),
            RejectReason.CRL_UNSUPPORTED_FORMAT);
        refuse(
            verifier,
            quote,
            Simulated.collateralBuilder(GOOD).tcbInfo("[".repeat(3 * MIB).getBytes(UTF_8)).build(),
            RejectReason.TCB_INFO_UNSUPPORTED_FORMAT);
      }
    }

    private static void trust(Verifier verifier, byte[] quote, Collateral collateral) {
      VerificationResult result = verifier.verify(ByteBuffer.wrap(quote), collateral, GOOD.at());
      if (!result.isTrusted()) {
        throw new IllegalStateException(result.toString());
      }
    }

    private static void refuse(
        Verifier verifier, byte[] quote, Collateral collateral, RejectReason reason) {
      VerificationResult result = verifier.verify(ByteBuffer.wrap(quote), collateral, GOOD.at());
      if (!(result instanceof Rejected rejected) || rejected.reason() != reason) {
        throw new IllegalStateException(reason + " was expected, not " + result);
      }
    }
  }

  /** Where text fits in that Intel has not signed. */
  private enum Part {
    TCB_INFO,
    QE_IDENTITY,
    TCB_CHAIN,
    PCK_CRL_CHAIN;

    Collateral padded(int bytes) {
      String padding = " ".repeat(bytes);
      Collateral.Builder builder = Simulated.collateralBuilder(GOOD);
      switch (this) {
        case TCB_INFO -> builder.tcbInfo((padding + GOOD.tcbInfoEnvelope()).getBytes(UTF_8));
        case QE_IDENTITY ->
            builder.qeIdentity((GOOD.qeIdentityEnvelope() + padding).getBytes(UTF_8));
        case TCB_CHAIN ->
            builder.tcbInfoIssuerChain((padding + GOOD.tcbInfoIssuerChain()).getBytes(US_ASCII));
        case PCK_CRL_CHAIN ->
            builder.pckCrlIssuerChain((GOOD.pckCrlIssuerChain() + padding).getBytes(US_ASCII));
      }
      return builder.build();
    }
  }

  /** The genuine quote with as many spaces behind its first certificate. */
  private static byte[] chain(int spaces) {
    return chain(" ".repeat(spaces - 1) + "\n");
  }

  /** The genuine quote with a text behind its first certificate. */
  private static byte[] chain(String text) {
    QuoteBytes quote = QuoteBytes.of(QuoteShape.V4_TDX);
    String all = new String(quote.bytes(), ISO_8859_1);
    int at = all.indexOf(END, quote.certification()) + END.length();
    quote.add(quote.certificationSize(), text.length());
    quote.add(quote.outerSize(), text.length());
    quote.add(quote.authSize(), text.length());
    return quote.insert(at, text.getBytes(US_ASCII)).bytes();
  }

  /** The genuine quote with zeros behind it. */
  private static byte[] trailing(int size) {
    return QuoteBytes.of(QuoteShape.V4_TDX).cutTo(size).bytes();
  }
}
