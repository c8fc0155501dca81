package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsResult;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.Crl;
import io.github.quotary.simulator.pcs.PcsFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done with a document that another process has stored in the meantime. */
class ReplacementRuleTest {
  private final SourceFixture fixture = new SourceFixture(TDX);
  private final PcsClient client = fixture.client().build();
  private final ReplacementRule rule = new ReplacementRule(client.checks(), false);

  @AfterEach
  void close() {
    fixture.close();
  }

  private <T extends DocumentKey> TrustedDocument fetch(Class<T> kind) {
    PcsResult<List<TrustedDocument>> result =
        client.documents(Platforms.key(TDX), TcbUpdate.STANDARD);
    return result.value().orElseThrow(() -> new AssertionError(result.failures())).stream()
        .filter(document -> kind.isInstance(document.key()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyAGenuineOneThatIsNewerStays() {
    TrustedDocument newer = fetch(DocumentKey.TcbInfo.class);
    Crl revoked = fetch(DocumentKey.RootCaCrl.class).crl().orElseThrow();
    fixture.pcs.faultEverywhere(PcsFault.Content.OLDER_ISSUE);
    TrustedDocument older = fetch(DocumentKey.TcbInfo.class);
    assertFalse(rule.mayReplace(older, newer.received(), revoked, TDX.at()));
    assertTrue(rule.mayReplace(newer, older.received(), revoked, TDX.at()));
    assertTrue(rule.mayReplace(newer, newer.received(), revoked, TDX.at()));

    ReceivedDocument genuine = newer.received();
    byte[] body = genuine.body();
    body[body.length - 3] ^= 1;
    ReceivedDocument forged =
        new ReceivedDocument(
            genuine.key(), body, genuine.issuerChain(), genuine.origin(), genuine.receivedAt());
    assertTrue(rule.mayReplace(older, forged, revoked, TDX.at()));
  }
}
