package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CaptureBundlePropertyTest {
  private static final byte[] BUNDLE = CaptureBundle.write(example());

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("evidence") DomainEvidence evidence) throws Exception {
    byte[] bundle = CaptureBundle.write(evidence);
    DomainEvidence read = CaptureBundle.read(bundle);

    assertEquals(evidence, read);
    assertArrayEquals(bundle, CaptureBundle.write(read));
  }

  /** Either it is noticed, or the octet meant nothing. */
  @Property(tries = 2000)
  void aChangedOctetIsNoticedOrMeansNothing(
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws Exception {
    byte[] bundle = BUNDLE.clone();
    bundle[place % bundle.length] ^= (byte) change;
    try {
      assertEquals(example(), CaptureBundle.read(bundle));
    } catch (BundleFormatException e) {
      // As it should be.
    }
  }

  @Property(tries = 300)
  void aTruncatedBundleIsRejected(@ForAll @IntRange(max = 1_000_000) int place) {
    byte[] bundle = Arrays.copyOf(BUNDLE, place % BUNDLE.length);

    assertThrows(BundleFormatException.class, () -> CaptureBundle.read(bundle));
  }

  @Property(tries = 500)
  void anyBytesAreRead(@ForAll byte[] bytes) {
    assertThrows(BundleFormatException.class, () -> CaptureBundle.read(bytes));
  }

  @Provide
  Arbitrary<DomainEvidence> evidence() {
    return Combinators.combine(
            Arbitraries.of("app.example.com", "xn--bcher-kva.example", "gateway.a-b.c.example"),
            Arbitraries.longs().between(0, 4_000_000_000L),
            Arbitraries.maps(texts(), documents()).ofMaxSize(6),
            bytes().list().ofMaxSize(3),
            bytes().optional(),
            answers(),
            answers(),
            tls())
        .as(CaptureBundlePropertyTest::build);
  }

  private static DomainEvidence build(
      String host,
      long seconds,
      Map<String, Document> documents,
      List<RawBytes> chain,
      Optional<RawBytes> collateral,
      Map<String, RawBytes> dns,
      Map<String, RawBytes> ct,
      TlsFacts tls) {
    DomainEvidence.Builder builder =
        DomainEvidence.builder(host, Instant.ofEpochSecond(seconds, seconds % 1000))
            .peerChain(chain)
            .tls(tls);
    documents.forEach((path, document) -> builder.document("/" + path, document));
    collateral.ifPresent(json -> builder.collateral(json.toByteArray()));
    dns.forEach((name, answer) -> builder.dnsAnswer(name, answer.toByteArray()));
    ct.forEach((name, answer) -> builder.ctAnswer(name, answer.toByteArray()));
    return builder.build();
  }

  private static Arbitrary<Document> documents() {
    Arbitrary<Document> answered =
        Combinators.combine(Arbitraries.integers().between(100, 599), bytes())
            .as(Document.Answered::new);
    Arbitrary<Document> absent =
        Combinators.combine(Arbitraries.of(Document.Reason.values()), texts())
            .as(Document.Absent::new);
    return Arbitraries.oneOf(answered, absent);
  }

  private static Arbitrary<TlsFacts> tls() {
    return Combinators.combine(
            texts().optional(),
            Arbitraries.of(TlsFacts.Validation.values()),
            Arbitraries.of(TlsFacts.Validation.values()),
            texts(),
            Arbitraries.integers().between(0, 9),
            Arbitraries.of(TlsFacts.Continuity.values()))
        .as(
            (text, path, name, detail, connections, continuity) ->
                new TlsFacts(
                    text,
                    Optional.empty(),
                    text,
                    text,
                    path,
                    name,
                    detail,
                    connections,
                    continuity));
  }

  private static Arbitrary<Map<String, RawBytes>> answers() {
    return Arbitraries.maps(texts(), bytes()).ofMaxSize(3);
  }

  private static Arbitrary<RawBytes> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(64).map(RawBytes::of);
  }

  /** With slashes, dots, stars, control characters and what is not ASCII. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab/..*\\ \n\u0000\u001b\u00e9\u20ac\"").ofMaxLength(12);
  }

  private static DomainEvidence example() {
    return DomainEvidence.builder("app.example.com", Instant.ofEpochSecond(1_800_000_000))
        .document("/evidences/quote.json", Document.ok(new byte[] {'{', '}'}))
        .document(
            "/evidences/x", new Document.Absent(Document.Reason.TIMED_OUT, "nothing within 1 ms"))
        .peerChain(List.of(RawBytes.ofUtf8("a"), RawBytes.ofUtf8("b")))
        .collateral(new byte[] {1, 2, 3})
        .build();
  }
}
