package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.simulator.spec.QuoteShape;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TCB info and QE identity. What the quick readers take, the readers of any JSON take, too, and
 * read the same.
 */
class SignedDocumentFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(QuoteShape.V4_TDX, QuoteShape.V3_SGX)
        .map(Seeds::evidence)
        .flatMap(
            evidence ->
                Stream.of(
                    Seeds.forReader(0, evidence.tcbInfoEnvelope()),
                    Seeds.forReader(1, evidence.qeIdentityEnvelope())));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] json = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 0) {
      assertSame(SignedContent.plainTcbInfo(json), tcbInfo(json));
    } else {
      assertSame(SignedContent.plainQeIdentity(json), qeIdentity(json));
    }
  }

  private static void assertSame(@Nullable SignedContent<?> quick, @Nullable SignedContent<?> any) {
    if (quick != null) {
      assertEquals(quick, any);
    }
  }

  private static @Nullable SignedContent<TcbInfo> tcbInfo(byte[] json) {
    try {
      SignedJson signed = SignedJson.parse(json, SignedJson.TCB_INFO, TcbInfoParser.MEMBERS);
      return new SignedContent<>(
          TcbInfoParser.parse(signed.body()), signed.digest(), signed.signature());
    } catch (JsonFormatException e) {
      assertNotNull(e.problem());
      return null;
    }
  }

  private static @Nullable SignedContent<QeIdentity> qeIdentity(byte[] json) {
    try {
      SignedJson signed =
          SignedJson.parse(json, SignedJson.ENCLAVE_IDENTITY, QeIdentityParser.MEMBERS);
      return new SignedContent<>(
          QeIdentityParser.parse(signed.body()), signed.digest(), signed.signature());
    } catch (JsonFormatException e) {
      assertNotNull(e.problem());
      return null;
    }
  }
}
