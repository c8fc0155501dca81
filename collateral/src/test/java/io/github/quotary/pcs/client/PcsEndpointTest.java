package io.github.quotary.pcs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcsEndpointTest {
  private static final Measurement FMSPC = Measurement.fromHex("50806f000000");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pccs:8081",
        "https://pccs:8081/",
        "https://pccs:8081/sgx/certification/v4",
        "https://pccs:8081/sgx/certification/v4/",
        "https://pccs:8081/tdx/certification/v4/"
      })
  void theBaseMayBeGivenWithItsApiPath(String address) throws Refusal {
    assertEquals(
        List.of(URI.create("https://pccs:8081/tdx/certification/v4/tcb?fmspc=50806F000000")),
        PcsPaths.of(of(address), tcbInfo(TcbUpdate.STANDARD)));
  }

  @Test
  void presetsAndAddressesAreGivenAsText() {
    assertEquals(PcsEndpoint.intel(), PcsEndpoint.parse("intel"));
    assertEquals(PcsEndpoint.azure(), PcsEndpoint.parse("azure"));
    assertEquals(PcsEndpoint.phala(), PcsEndpoint.parse("phala"));
    assertEquals(PcsEndpoint.alibaba("cn-beijing"), PcsEndpoint.parse("alibaba"));
    assertEquals(PcsEndpoint.alibaba("cn-hangzhou"), PcsEndpoint.parse("alibaba:cn-hangzhou"));
    assertEquals(of("https://pccs:8081"), PcsEndpoint.parse("https://pccs:8081/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Intel", "pccs", "pccs:8081", "ftp://h", "http:// h", "http://", "alibaba:"})
  void otherTextIsNoEndpoint(String text) {
    assertThrows(IllegalArgumentException.class, () -> PcsEndpoint.parse(text));
  }

  @Test
  void aPathBeforeTheApiIsPreserved() throws Refusal {
    assertEquals(
        List.of(
            URI.create("http://h/cache/sgx/certification/v4/pckcrl?ca=platform&encoding=der"),
            URI.create("http://h/cache/sgx/certification/v3/pckcrl?ca=platform&encoding=der")),
        PcsPaths.of(
            of("http://h/cache/sgx/certification/v4"), new DocumentKey.PckCrl(CaType.PLATFORM)));
  }

  @Test
  void earlyAndNumberedDataSetsAreRequestedByParameter() throws Refusal {
    PcsEndpoint intel = PcsEndpoint.intel();
    String base = "https://api.trustedservices.intel.com";
    assertEquals(
        List.of(URI.create(base + "/tdx/certification/v4/tcb?fmspc=50806F000000&update=early")),
        PcsPaths.of(intel, tcbInfo(TcbUpdate.EARLY)));
    assertEquals(
        List.of(URI.create(base + "/sgx/certification/v4/qe/identity?tcbEvaluationDataNumber=19")),
        PcsPaths.of(
            intel, new DocumentKey.QeIdentity(TeeType.SGX, TcbUpdate.evaluationDataNumber(19))));
  }

  @Test
  void intelsRootCaCrlComesFromIntelsOtherHost() throws Refusal {
    assertEquals(
        List.of(URI.create("https://certificates.trustedservices.intel.com/IntelSGXRootCA.der")),
        PcsPaths.of(PcsEndpoint.intel(), DocumentKey.RootCaCrl.INSTANCE));
  }

  @Test
  void aPrivateServiceIsTheOnlyHostContacted() throws Refusal {
    for (URI place : PcsPaths.of(of("https://pccs:8081"), DocumentKey.RootCaCrl.INSTANCE)) {
      assertEquals("pccs", place.getHost());
    }
  }

  @Test
  void versionThreeIsUsedForRevocationListsOnly() throws Refusal {
    PcsEndpoint old = of("https://pccs:8081/sgx/certification/v3/");
    assertEquals(
        "/sgx/certification/v3/pckcrl",
        PcsPaths.of(old, new DocumentKey.PckCrl(CaType.PROCESSOR)).get(0).getPath());
    assertEquals(
        FailureKind.NOT_FOUND,
        assertThrows(Refusal.class, () -> PcsPaths.of(old, tcbInfo(TcbUpdate.STANDARD))).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://pccs",
        "pccs:8081",
        "https:///path",
        "file:/etc/passwd",
        "https://user:secret@pccs",
        "https://pccs/?fmspc=1",
        "https://pccs/#x",
        "https://pccs/sgx/certification/v2"
      })
  void anInvalidBaseAddressIsRefused(String address) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> of(address));
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example/", "a.b", "", "-", "cn_beijing", "CN"})
  void aRegionCannotNameAnotherHost(String region) {
    assertThrows(IllegalArgumentException.class, () -> PcsEndpoint.alibaba(region));
  }

  @Test
  void aHeaderIsNotShown() {
    assertFalse(PcsEndpoint.intel().withHeader("Key", "secret").toString().contains("secret"));
  }

  private static PcsEndpoint of(String address) {
    return PcsEndpoint.of(URI.create(address));
  }

  private static DocumentKey tcbInfo(TcbUpdate update) {
    return new DocumentKey.TcbInfo(TeeType.TDX, FMSPC, update);
  }
}
