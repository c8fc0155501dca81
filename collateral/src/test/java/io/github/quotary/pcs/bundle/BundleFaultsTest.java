package io.github.quotary.pcs.bundle;

import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles with a malformed document in them. */
class BundleFaultsTest {
  private static final Collateral COLLATERAL =
      Collateral.fromJson(
          Simulator.seeded(Platforms.SEED)
              .evidence(TDX)
              .collateralJson()
              .getBytes(StandardCharsets.UTF_8));
  private static final CollateralBundle BUNDLE = CollateralBundle.of(COLLATERAL, "a test");

  @TempDir Path directory;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aMalformedDocumentMakesNoBundle() {
    Collateral malformed =
        Collateral.builder()
            .pckCrlIssuerChain(COLLATERAL.pckCrlIssuerChain())
            .rootCaCrl(COLLATERAL.rootCaCrl())
            .pckCrl(COLLATERAL.pckCrl())
            .tcbInfoIssuerChain(COLLATERAL.tcbInfoIssuerChain())
            .tcbInfo(bytes("{}"))
            .qeIdentityIssuerChain(COLLATERAL.qeIdentityIssuerChain())
            .qeIdentity(COLLATERAL.qeIdentity())
            .build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> CollateralBundle.of(malformed, "a test"));
    assertEquals("it is not an Intel collateral document", refused.getMessage());
  }

  @Test
  void aMalformedDocumentIsNotWrittenAsTheCommonJson() {
    DocumentKey key = Platforms.tcbInfo(TDX);
    List<ReceivedDocument> documents =
        BUNDLE.documents().stream()
            .map(
                each ->
                    each.key().equals(key)
                        ? new ReceivedDocument(
                            key, bytes("{}"), each.issuerChain(), "a test", Instant.EPOCH)
                        : each)
            .toList();
    CollateralBundle bundle = CollateralBundle.of(Instant.EPOCH, documents);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> bundle.toQuoteCollateralJson(Platforms.key(TDX)));
    assertEquals("it has no object tcbInfo", refused.getMessage());
  }

  /** A document whose dates cannot be read says nothing of itself. */
  @Test
  void aDateOfIssueThatIsNoTimeIsNoFact() {
    DocumentKey key = Platforms.tcbInfo(TDX);
    ReceivedDocument good = BUNDLE.document(key).orElseThrow();
    assertTrue(good.facts().isPresent());
    String text = new String(good.body(), StandardCharsets.UTF_8);
    ReceivedDocument bad =
        new ReceivedDocument(
            key,
            bytes(text.replaceFirst("\"issueDate\":\"[^\"]*", "\"issueDate\":\"yesterday")),
            good.issuerChain(),
            "a test",
            Instant.EPOCH);
    assertEquals(Optional.empty(), bad.facts());
  }

  @Test
  void aResponseWhoseDateIsNoDateIsOfUnknownTime() throws IOException {
    BUNDLE.writeDirectory(directory);
    String name = Platforms.tcbInfo(TDX).id() + ".json.headers";
    Path headers = directory.resolve(name);
    Files.writeString(headers, "Date: yesterday\r\n" + Files.readString(headers));
    ReceivedDocument read =
        CollateralBundle.read(directory).document(Platforms.tcbInfo(TDX)).orElseThrow();
    assertEquals(Instant.EPOCH, read.receivedAt());
  }
}
