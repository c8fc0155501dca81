package io.github.quotary.ingress.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.domain.custom.AccountDocument;
import io.github.quotary.domain.custom.Manifest;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the evidence are those that coreutils and certbot would have written. */
class EvidenceFilesTest {
  private static final String ACCOUNT = "https://ca.test/acct/7";

  private static final EvidenceFiles FILES =
      EvidenceFiles.of(ACCOUNT, Map.of("x.test", "C\n", "*.x.test", "A\n", "a.x.test", "B\n"));

  /** What {@code LC_ALL=C sha256sum acme-account.json cert-*.pem} printed for the same files. */
  private static final String PRINTED =
      """
      6eb5a886e1b57781efb6fa7ec1f202539bd014489e0a1ec4f7fb9e1bdab417a8  acme-account.json
      06f961b802bc46ee168555f066d28f4f0e9afdf3f88174c1ee6f9de004fc30a0  cert-*.x.test.pem
      c0cde77fa8fef97d476c10aad3d2d54fcc2f336140d073651c2dcccf1e379fd6  cert-a.x.test.pem
      12f37a8a84034d3e623d726fe10e5031f4df997ac13f4d5571b5a90c41fb84fe  cert-x.test.pem
      """;

  @Test
  void theManifestIsWhatSha256sumPrints() {
    assertEquals(PRINTED, new String(FILES.manifest(), US_ASCII));
  }

  @Test
  void theReportDataAreTheManifestsDigestAndZeros() {
    assertEquals(
        "186a944f53290ffa895c723750e8070a0c80039dd9ef2b83eb3e77f51bc942e0" + "00".repeat(32),
        HexFormat.of().formatHex(FILES.reportData()));
  }

  @Test
  void aVerifierReadsAllOfIt() {
    Manifest manifest = Manifest.read(RawBytes.of(FILES.manifest())).found().orElseThrow();
    assertEquals(
        List.copyOf(FILES.files().keySet()),
        manifest.entries().stream().map(Manifest.Entry::name).toList());
    AccountDocument account =
        AccountDocument.read(RawBytes.of(FILES.files().get(EvidenceFiles.ACCOUNT)))
            .found()
            .orElseThrow();
    assertEquals(new AccountDocument(ACCOUNT, false), account);
  }

  @Test
  void filesCannotBeChangedFromOutside() {
    FILES.files().get(EvidenceFiles.ACCOUNT)[0] ^= 1;
    assertArrayEquals(PRINTED.getBytes(US_ASCII), FILES.manifest());
  }

  /** Each would leave the folder, break a line, or be refused by every verifier. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "../x", "a/b", "a\nb", "A.test", "a..test", "*", "*.*.x", "x.test.", "-a.test", "a b"
      })
  void namesThatAreNoHostNamesAreRefused(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> EvidenceFiles.of(ACCOUNT, Map.of(name, "A\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ca.test/\"",
        "https://ca.test/a b",
        "https://ca.test/\\n",
        "https://ca.test/ü"
      })
  void anAccountThatIsNoUriIsRefused(String uri) {
    assertThrows(
        IllegalArgumentException.class, () -> EvidenceFiles.of(uri, Map.of("x.test", "A\n")));
  }

  @Test
  void evidenceWithoutACertificateIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> EvidenceFiles.of(ACCOUNT, Map.of()));
  }
}
