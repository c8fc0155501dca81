package io.github.quotary.domain.ct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers of searches of Certificate Transparency, lists of logs, certificates and their
 * timestamps.
 */
class TransparencyFuzzTest {
  private static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");

  static Stream<byte[]> seeds() {
    return Stream.of(Seeds.gateway(), Seeds.custom())
        .flatMap(
            site ->
                Stream.of(
                    Seeds.forReader(0, site.witnesses().ct().json(site.at())),
                    Seeds.forReader(0, site.witnesses().ct().issuances(site.at())),
                    Seeds.forReader(1, site.trust().logListJson()),
                    Seeds.forReader(2, der(site.servedCertificate().chainPem())),
                    Seeds.forReader(3, new byte[] {0, 2, 0, 0})));
  }

  private static byte[] der(String pem) {
    String end = "-----END CERTIFICATE-----";
    return Base64.getMimeDecoder()
        .decode(pem.substring("-----BEGIN CERTIFICATE-----".length(), pem.indexOf(end)));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"dns_names\":",
    "\"name_value\":",
    "\"issuance_date\":",
    "\"not_before\":",
    "\"id\":"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    switch (Seeds.reader(input, 4)) {
      case 0 -> {
        CtSearchAnswer.read(bytes);
        CtSearchAnswer.ids(bytes, List.of("example.com"), AT, 10);
        assertEquals(CtSearchAnswer.nextAfter(bytes), CtSearchAnswer.nextAfter(bytes));
      }
      case 1 -> {
        try {
          LogList.fromJson(bytes).size();
        } catch (IllegalArgumentException e) {
          assertFalse(e.getMessage().isBlank());
        }
      }
      case 2 -> {
        assertEquals(LoggedCertificate.of(bytes), LoggedCertificate.of(bytes));
        Precertificate.of(bytes, bytes)
            .ifPresent(signed -> signed.timestamps().forEach(signed::signedBytes));
      }
      default ->
          assertEquals(
              SignedCertificateTimestamp.parseList(ByteBuffer.wrap(bytes)),
              SignedCertificateTimestamp.parseList(ByteBuffer.wrap(bytes)));
    }
  }
}
