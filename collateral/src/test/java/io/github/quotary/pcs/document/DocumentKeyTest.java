package io.github.quotary.pcs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeyTest {
  @Test
  void everyIdLeadsBackAndIsSafeAsAFileName() {
    Measurement fmspc = Measurement.fromHex("90C06F000000");
    for (DocumentKey key :
        List.of(
            new DocumentKey.TcbInfo(TeeType.TDX, fmspc, TcbUpdate.EARLY),
            new DocumentKey.TcbInfo(TeeType.SGX, fmspc, TcbUpdate.evaluationDataNumber(17)),
            new DocumentKey.QeIdentity(TeeType.SGX, TcbUpdate.STANDARD),
            new DocumentKey.PckCrl(CaType.PROCESSOR),
            DocumentKey.RootCaCrl.INSTANCE,
            new DocumentKey.EvaluationDataNumbers(TeeType.TDX))) {
      assertEquals(key, DocumentKey.parse(key.id()));
      assertTrue(key.id().matches("[a-z0-9-]+"), key.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tcb-tdx-90c06f000000",
        "tcb-tdx-90c06f0000-standard",
        "tcb-amd-90c06f000000-standard",
        "tcb-tdx-90c06f000000-late",
        "tcb-tdx-90c06f000000-99999999999",
        "qe-tdx-standard-x",
        "pckcrl-root",
        "../rootcacrl"
      })
  void otherIdsAreRefused(String id) {
    assertThrows(IllegalArgumentException.class, () -> DocumentKey.parse(id));
  }
}
