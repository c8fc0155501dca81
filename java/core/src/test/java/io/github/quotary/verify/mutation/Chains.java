package io.github.quotary.verify.mutation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The certificate chains of the up-to-date evidence, and the verdict with others in their place.
 */
final class Chains {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
  private static final String END = "\n-----END CERTIFICATE-----\n";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final Evidence EVIDENCE = Simulated.upToDate(QuoteShape.V4_TDX);

  private Chains() {}

  /** The chain as it stands in the evidence. */
  static String text(Chain chain) {
    return switch (chain) {
      case QUOTE -> {
        byte[] quote = EVIDENCE.quote();
        int start = QuoteBytes.of(QuoteShape.V4_TDX, quote).certification();
        yield new String(quote, start, quote.length - start, US_ASCII);
      }
      case PCK_CRL_ISSUER -> EVIDENCE.pckCrlIssuerChain();
      case TCB_INFO -> EVIDENCE.tcbInfoIssuerChain();
      case QE_IDENTITY -> EVIDENCE.qeIdentityIssuerChain();
    };
  }

  /** The DER of each certificate of the chain. */
  static List<byte[]> certificates(Chain chain) {
    List<byte[]> certificates = new ArrayList<>();
    String text = text(chain);
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      String body = text.substring(at + BEGIN.length(), text.indexOf(END, at));
      certificates.add(Base64.getMimeDecoder().decode(body));
    }
    return certificates;
  }

  /** The text of a chain; that of a quote ends in a NUL. */
  static String text(Chain chain, List<byte[]> certificates) {
    StringBuilder text = new StringBuilder();
    certificates.forEach(der -> text.append(BEGIN).append(LINES.encodeToString(der)).append(END));
    return chain == Chain.QUOTE ? text.append('\0').toString() : text.toString();
  }

  /** The verdict with this text, which is as long as the one before, in the chain's place. */
  static VerificationResult verify(Verifier verifier, Chain chain, String text) {
    byte[] quote = EVIDENCE.quote();
    Collateral.Builder collateral = Simulated.collateralBuilder(EVIDENCE);
    byte[] bytes = text.getBytes(US_ASCII);
    switch (chain) {
      case QUOTE -> System.arraycopy(bytes, 0, quote, quote.length - bytes.length, bytes.length);
      case PCK_CRL_ISSUER -> collateral.pckCrlIssuerChain(bytes);
      case TCB_INFO -> collateral.tcbInfoIssuerChain(bytes);
      case QE_IDENTITY -> collateral.qeIdentityIssuerChain(bytes);
    }
    return verifier.verify(ByteBuffer.wrap(quote), collateral.build(), EVIDENCE.at());
  }
}
