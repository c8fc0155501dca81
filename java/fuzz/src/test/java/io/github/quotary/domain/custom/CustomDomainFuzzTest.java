package io.github.quotary.domain.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.KeyBytes;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a custom domain publishes: its manifest, its account, its certificates, its answer to a
 * challenge.
 */
class CustomDomainFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.custom().documents().values().stream()
        .flatMap(
            reply -> Stream.of(0, 1, 2, 3).map(reader -> Seeds.forReader(reader, reply.body())));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    RawBytes raw = RawBytes.of(bytes);
    switch (Seeds.reader(input, 6)) {
      case 0 -> check(Manifest.read(raw), Manifest.read(raw));
      case 1 -> check(AccountDocument.read(raw), AccountDocument.read(raw));
      case 2 -> certificates(raw);
      case 3 -> {
        String text = new String(bytes, UTF_8);
        check(ChallengeStatement.read(text), ChallengeStatement.read(text));
      }
      case 4 -> check(KeyBytes.of(bytes), KeyBytes.of(bytes));
      default -> name(new String(bytes, UTF_8));
    }
  }

  private static <T> void check(Reading<T> reading, Reading<T> again) {
    assertEquals(reading.found(), again.found());
    assertEquals(reading.problem(), again.problem());
    reading.problem().ifPresent(problem -> assertFalse(problem.isBlank()));
  }

  private static void certificates(RawBytes pem) {
    try {
      PemBundle.read(pem).forEach(der -> KeyBytes.of(der.toByteArray()));
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }

  private static void name(String text) {
    try {
      DnsName name = DnsName.parse(text);
      assertEquals(name, DnsName.parse(name.text()));
      assertFalse(name.unicode().isEmpty());
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
