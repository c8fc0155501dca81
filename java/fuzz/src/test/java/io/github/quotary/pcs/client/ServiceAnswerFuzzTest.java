package io.github.quotary.pcs.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.DocumentIdentity;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.store.DocumentJson;
import io.github.quotary.simulator.Evidence;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of Intel's service, bundles of them and what is cached of them. */
class ServiceAnswerFuzzTest {
  static Stream<byte[]> seeds() {
    Evidence evidence = Seeds.evidence();
    byte[] collateral = Seeds.utf8(evidence.collateralJson());
    CollateralBundle bundle = CollateralBundle.parse(collateral, "test");
    return Stream.concat(
        Stream.of(
            Seeds.forReader(0, collateral),
            Seeds.forReader(0, bundle.toJson()),
            Seeds.forReader(1, evidence.tcbInfoEnvelope()),
            Seeds.forReader(1, evidence.qeIdentityEnvelope()),
            Seeds.forReader(1, HexFormat.of().parseHex(evidence.pckCrl())),
            Seeds.forReader(3, "[{\"fmspc\":\"00806F050000\",\"platform\":\"E3\"}]"),
            Seeds.forReader(4, "120"),
            Seeds.forReader(4, "Fri, 31 Dec 1999 23:59:59 GMT")),
        bundle.documents().stream().map(one -> Seeds.forReader(2, DocumentJson.write(one))));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    try {
      switch (Seeds.reader(input, 5)) {
        case 0 -> bundle(bytes);
        case 1 -> {
          assertFalse(DocumentIdentity.of(bytes, TcbUpdate.STANDARD).toString().isEmpty());
          assertFalse(SignedEnvelope.parse(bytes, SignedEnvelope.TCB_INFO).signature().isEmpty());
        }
        case 2 -> {
          byte[] written = DocumentJson.write(DocumentJson.read(bytes));
          assertArrayEquals(written, DocumentJson.write(DocumentJson.read(written)));
        }
        case 3 -> assertEquals(FmspcList.parse(bytes), FmspcList.parse(bytes));
        default ->
            RetryAfter.parse(new String(bytes, UTF_8), Instant.EPOCH)
                .ifPresent(pause -> assertFalse(pause.isNegative()));
      }
    } catch (Refusal e) {
      assertFalse(e.detail().isBlank());
    }
  }

  private static void bundle(byte[] bytes) {
    CollateralBundle bundle;
    try {
      bundle = CollateralBundle.parse(bytes, "a file");
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
      return;
    }
    byte[] written = bundle.toJson();
    assertArrayEquals(written, CollateralBundle.parse(written, "a file").toJson());
    bundle.missing();
  }
}
