package io.github.quotary.domain.hostile;

import static io.github.quotary.simulator.fault.HostileSubject.never;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.capture.BundleFormatException;
import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.KeyBytes;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.ct.LoggedCertificate;
import io.github.quotary.domain.custom.AccountDocument;
import io.github.quotary.domain.custom.Manifest;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.domain.dstack.ComposeFile;
import io.github.quotary.domain.dstack.MrConfigDocument;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.RaTlsCertificate;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.gateway.AcmeInfo;
import io.github.quotary.domain.gateway.AppInfo;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.workload.ComposeLint;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.fault.HostileSubject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent to a reader, it answers with what it read or why it did not, or throws what its
 * documentation names; and it reads no encoding but UTF-8.
 */
@Timeout(300)
class HostileTextTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(7);
  private static final DomainSite GATEWAY = LABORATORY.gateway(GatewayPlan.of("a.example.com"));
  private static final DomainSite CUSTOM = LABORATORY.custom(CustomPlan.of("b.example.com"));

  private static boolean isRead(Reading<?> reading) {
    return reading.problem().isEmpty();
  }

  private static String text(DomainSite site, String path) {
    return new String(site.documents().get(path).body(), UTF_8);
  }

  private static final String LOGGED =
      "[{\"issuer_ca_id\":1,\"issuer_name\":\"C=US\",\"id\":7,\"serial_number\":\"1\","
          + "\"name_value\":\"a.example\",\"not_before\":\"2026-01-01T00:00:00\","
          + "\"not_after\":\"2027-03-01T00:00:00\"}]";

  /** Readers of JSON. */
  private static Map<String, HostileSubject> json() {
    Map<String, HostileSubject> all = new LinkedHashMap<>();
    all.put(
        "AcmeInfo",
        never(text(GATEWAY, "/.dstack/acme-info"), b -> isRead(AcmeInfo.read(RawBytes.of(b)))));
    all.put(
        "AppInfo",
        never(text(GATEWAY, "/.dstack/app-info"), b -> isRead(AppInfo.read(RawBytes.of(b)))));
    all.put(
        "AccountDocument",
        never(
            text(CUSTOM, "/evidences/acme-account.json"),
            b -> isRead(AccountDocument.read(RawBytes.of(b)))));
    all.put(
        "QuoteAnswer",
        never(
            text(CUSTOM, "/evidences/quote.json"),
            b -> QuoteAnswer.read(b) instanceof QuoteReading.Read));
    all.put("CtSearchAnswer", never(LOGGED, b -> CtSearchAnswer.read(b).gap().isEmpty()));
    all.put(
        "CtSearchAnswer, numbers",
        never(
            LOGGED, b -> !CtSearchAnswer.ids(b, List.of("a.example"), Instant.EPOCH, 9).isEmpty()));
    all.put(
        "CtSearchAnswer, next page",
        never("[{\"id\":\"5\"}]", b -> CtSearchAnswer.nextAfter(b).isPresent()));
    all.put(
        "LogList",
        new HostileSubject(
            "{\"operators\":[{\"name\":\"a\",\"email\":[],\"logs\":[]}]}",
            IllegalArgumentException.class,
            b -> LogList.fromJson(b) != null));
    all.put(
        "DomainPolicy",
        new HostileSubject(
            "{\"identity\":\"waived\",\"waive\":[],\"quote\":{\"tdAttributes\":\"waived\"}}",
            IllegalArgumentException.class,
            b -> DomainPolicy.fromJson(b, Path::of) != null));
    all.put(
        "MrConfigDocument",
        never(
            "{\"app_id\":\"00\",\"compose_hash\":\"00\"}", b -> isRead(MrConfigDocument.read(b))));
    all.put(
        "StrictJson",
        new HostileSubject(
            "{\"a\":[1,{}]}", MalformedException.class, b -> StrictJson.object(b) != null));
    all.put(
        "StrictJson, values",
        new HostileSubject(
            "{\"a\":[1,{}]} []", MalformedException.class, b -> !StrictJson.values(b).isEmpty()));
    all.put("StrictJson, reading", never("{\"a\":[1,{}]}", b -> isRead(StrictJson.read(b))));
    return all;
  }

  /** Readers of something else, or of texts that were decoded before. */
  private static Map<String, HostileSubject> others() {
    Map<String, HostileSubject> all = new LinkedHashMap<>();
    all.put(
        "Manifest",
        never(
            text(CUSTOM, "/evidences/sha256sum.txt"), b -> isRead(Manifest.read(RawBytes.of(b)))));
    all.put(
        "PemBundle",
        new HostileSubject(
            pem(), IllegalArgumentException.class, b -> !PemBundle.read(RawBytes.of(b)).isEmpty()));
    all.put("LeafCertificate", never("0", b -> isRead(LeafCertificate.read(RawBytes.of(b)))));
    all.put("KeyBytes", never("0", b -> isRead(KeyBytes.of(b))));
    all.put("LoggedCertificate", never("0", b -> LoggedCertificate.of(b).isPresent()));
    all.put("RaTlsCertificate", never("0", b -> isRead(RaTlsCertificate.read(b))));
    all.put(
        "TdxAttestation",
        never("{}", b -> TdxAttestation.decode(ByteBuffer.wrap(b)).toString().isEmpty()));
    all.put("ComposeFile", never("{\"runner\":\"x\"}", b -> ComposeFile.of(b) != null));
    all.put(
        "ComposeLint",
        never(
            "{\"runner\":\"docker-compose\",\"docker_compose_file\":\"services: {a: {image: b}}\"}",
            b -> ComposeLint.of(RawBytes.of(b)) != null));
    all.put(
        "OsImageAllowList",
        never("{\"hashes\":[],\"tuples\":[]}", b -> isRead(OsImageAllowList.read(utf8(b)))));
    all.put(
        "VmConfig",
        never("{\"os_image_hash\":\"00\",\"cpu_count\":1}", b -> isRead(VmConfig.read(utf8(b)))));
    all.put(
        "ZoneText",
        new HostileSubject(
            "a.example. 60 IN CAA 0 issue \"ca.example\"\n",
            IllegalArgumentException.class,
            b -> ZoneText.parse(b) != null));
    all.put(
        "WebPki",
        new HostileSubject(pem(), IllegalArgumentException.class, b -> WebPki.ofPem(b) != null));
    all.put(
        "CaptureBundle",
        new HostileSubject("PK", BundleFormatException.class, b -> CaptureBundle.read(b) != null));
    return all;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static String pem() {
    return CUSTOM.trust().webRootPem();
  }

  private static Stream<Arguments> arguments(Map<String, HostileSubject> subjects) {
    return subjects.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  static Stream<Arguments> readersOfJson() {
    return arguments(json());
  }

  static Stream<Arguments> readers() {
    return Stream.concat(arguments(json()), arguments(others()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readersOfJson")
  void noEncodingButUtf8IsRead(String name, Object reader) {
    ((HostileSubject) reader).refusesOtherEncodings();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void nothingThatIsSentIsThrown(String name, Object reader) {
    ((HostileSubject) reader).readAll();
  }

  @Test
  void soundTextsAreRead() {
    for (String name :
        List.of("AcmeInfo", "AppInfo", "AccountDocument", "QuoteAnswer", "StrictJson", "LogList")) {
      assertTrue(json().get(name).readsItsOwn(), name);
    }
  }
}
