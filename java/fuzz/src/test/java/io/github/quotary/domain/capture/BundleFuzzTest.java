package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.simulator.domain.DomainSite;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bundles of captured evidence, as archives and, where a checksum would keep a fuzzer out, by their
 * index alone. What was read is written as a bundle that reads the same.
 */
class BundleFuzzTest {
  static Stream<byte[]> seeds() {
    DomainSite site = Seeds.gateway();
    DomainEvidence.Builder evidence =
        DomainEvidence.builder(site.host(), site.at())
            .origin(DomainEvidence.Origin.CAPTURE)
            .collateral(Seeds.utf8("{}"))
            .dnsAnswer("example.com CAA", Seeds.utf8("{}"))
            .ctAnswer("example.com", Seeds.utf8("[]"));
    byte[] bundle = CaptureBundle.write(evidence.build());
    return Stream.of(Seeds.forReader(0, bundle), Seeds.forReader(1, index(bundle)));
  }

  private static byte[] index(byte[] bundle) {
    try {
      return ZipReader.read(bundle).getOrDefault(CaptureBundle.INDEX, new byte[0]);
    } catch (BundleFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @MethodSource("seeds")
  @DictionaryEntries({"PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "capture.json"})
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    try {
      if (Seeds.reader(input, 2) == 0) {
        Map<String, byte[]> entries = ZipReader.read(bytes);
        entries.keySet().forEach(name -> assertFalse(name.isEmpty()));
        assertRoundTrip(CaptureBundle.read(bytes));
      } else {
        assertRoundTrip(BundleIndexReader.read(bytes, new TreeMap<>()));
      }
    } catch (BundleFormatException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }

  private static void assertRoundTrip(DomainEvidence evidence) throws BundleFormatException {
    byte[] written = CaptureBundle.write(evidence);
    DomainEvidence again = CaptureBundle.read(written);
    assertEquals(evidence, again);
    assertArrayEquals(written, CaptureBundle.write(again));
  }
}
