package io.github.quotary.domain.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ManifestPropertyTest {
  @Provide
  Arbitrary<List<Manifest.Entry>> entries() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(Manifest.ACCOUNT, Manifest.SINGLE_CERTIFICATE),
            label.map(first -> "cert-" + first + ".example.com.pem"),
            label.map(first -> "cert-*." + first + ".example.com.pem"));
    return names
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(
            list ->
                list.stream()
                    .map(name -> new Manifest.Entry(name, RawBytes.ofUtf8(name).sha256()))
                    .toList());
  }

  private static byte[] write(List<Manifest.Entry> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach(
        entry -> text.append(entry.sha256()).append("  ").append(entry.name()).append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("entries") List<Manifest.Entry> entries) {
    RawBytes bytes = RawBytes.of(write(entries));
    Manifest manifest = Manifest.read(bytes).found().orElseThrow();
    assertEquals(entries, manifest.entries());
    assertEquals(bytes.sha256(), manifest.digest());
  }

  /** Whatever byte is changed, the digest is another, so no quote is bound to the result. */
  @Property(tries = 500)
  void aChangedByteIsAnotherManifest(
      @ForAll("entries") List<Manifest.Entry> entries,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = write(entries);
    Measurement digest = RawBytes.of(bytes).sha256();
    bytes[at % bytes.length] ^= (byte) change;
    Manifest.read(RawBytes.of(bytes))
        .found()
        .ifPresent(manifest -> assertNotEquals(digest, manifest.digest()));
  }

  /** Report data is the digest and 32 zero bytes. */
  @Property(tries = 100)
  void reportDataIsTheDigestAndZeros(@ForAll byte[] manifest) {
    byte[] digest = RawBytes.of(manifest).sha256().toByteArray();
    byte[] reportData = BindingStage.reportData(Measurement.of(digest)).toByteArray();
    assertEquals(64, reportData.length);
    assertEquals(Measurement.of(digest), Measurement.of(Arrays.copyOf(reportData, 32)));
    assertEquals(
        Measurement.of(new byte[32]), Measurement.of(Arrays.copyOfRange(reportData, 32, 64)));
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    Reading<Manifest> reading = Manifest.read(RawBytes.of(bytes));
    assertInstanceOf(Reading.Malformed.class, reading);
  }
}
