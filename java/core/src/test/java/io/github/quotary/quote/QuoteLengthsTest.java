package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule about lengths, versions and types, and the byte that a failure points to. */
class QuoteLengthsTest {
  private static final long TWO_TO_31 = 1L << 31;
  private static final long MAX_UINT = 0xffffffffL;

  /** A way to spoil a quote, and the offset that must be named. */
  private record Fault(
      QuoteShape shape, String name, Consumer<QuoteBytes> spoil, ToIntFunction<QuoteBytes> where) {
    @Override
    public String toString() {
      return shape + ", " + name;
    }
  }

  private static final List<Fault> FAULTS = new ArrayList<>();

  static {
    for (QuoteShape shape : QuoteShape.values()) {
      addHeaderFaults(shape);
      addAuthenticationFaults(shape);
      addQeFaults(shape);
      if (shape.version() == 5) {
        addDescriptorFaults(shape);
      }
      if (shape.version() > 3) {
        addNestingFaults(shape);
      }
    }
  }

  private static void add(
      QuoteShape shape, String name, Consumer<QuoteBytes> spoil, ToIntFunction<QuoteBytes> where) {
    FAULTS.add(new Fault(shape, name, spoil, where));
  }

  private static void addHeaderFaults(QuoteShape shape) {
    for (int version : List.of(0, 1, 2, 6, 0x0103, 0xffff)) {
      add(shape, "version " + version, q -> q.u16(0, version), q -> 0);
    }
    for (int type : List.of(0, 1, 3, 0x0102)) {
      add(shape, "attestation key type " + type, q -> q.u16(2, type), q -> 2);
    }
    for (long tee : List.of(1L, 0x80L, 0x8100L, 0x81000000L, MAX_UINT)) {
      add(shape, "TEE type " + tee, q -> q.u32(4, tee), q -> 4);
    }
    for (int i : IntStream.range(12, 28).toArray()) {
      add(shape, "QE vendor id, byte " + i, q -> q.flip(i, 1), q -> 12);
    }
    if (shape.version() == 3) {
      add(shape, "TDX in version 3", q -> q.u32(4, 0x81), q -> 4);
    }
  }

  private static void addDescriptorFaults(QuoteShape shape) {
    for (int type : List.of(0, 5, 0x0101, 0xffff)) {
      add(shape, "body type " + type, q -> q.u16(48, type), q -> 48);
    }
    int size = shape.bodySize();
    for (long wrong : List.of(0L, size - 1L, size + 1L, TWO_TO_31, TWO_TO_31 + size, MAX_UINT)) {
      add(shape, "body size " + wrong, q -> q.u32(50, wrong), q -> 50);
    }
    add(shape, "body of the other TEE", q -> q.u32(4, shape.isTdx() ? 0 : 0x81), q -> 48);
  }

  private static void addAuthenticationFaults(QuoteShape shape) {
    for (long size : List.of(TWO_TO_31, MAX_UINT, (1L << 20))) {
      add(
          shape,
          "authentication data of " + size,
          q -> q.u32(q.authSize(), size),
          QuoteBytes::authSize);
    }
    add(
        shape,
        "authentication data by 1 too long",
        q -> q.add(q.authSize(), 1),
        QuoteBytes::authSize);
    add(shape, "last byte missing", q -> q.cutTo(q.length() - 1), QuoteBytes::authSize);
    for (int size : List.of(0, 1, 64, 127)) {
      add(
          shape,
          "authentication data of " + size,
          q -> q.u32(q.authSize(), size),
          QuoteBytes::authSize);
    }
  }

  /** Rules of QE report, QE authentication data and certification data, nested or not. */
  private static void addQeFaults(QuoteShape shape) {
    for (int size : List.of(0, 383, 384, 447, 449)) {
      add(shape, size + " bytes from the QE report on", q -> endQeAt(q, size), q -> q.qe() + size);
    }
    add(
        shape,
        "QE authentication data of 65535",
        q -> q.u16(q.qeAuthSize(), 65535),
        QuoteBytes::qeAuthSize);
    add(
        shape,
        "no certification data after the QE authentication data",
        q -> endQeAt(q, 450 + 32),
        q -> q.qe() + 450 + 32);
    add(
        shape,
        "certification data cut in its size",
        q -> endQeAt(q, 450 + 32 + 5),
        q -> q.qe() + 450 + 32);
    for (int type : List.of(0, 6, 7, 0x0105, 0xffff)) {
      add(
          shape,
          "certification data type " + type,
          q -> q.u16(q.certificationType(), type),
          QuoteBytes::certificationType);
    }
    for (long size : List.of(TWO_TO_31, TWO_TO_31 + 1, MAX_UINT, (1L << 20))) {
      add(
          shape,
          "certification data of " + size,
          q -> q.u32(q.certificationSize(), size),
          QuoteBytes::certificationSize);
    }
    add(
        shape,
        "certification data by 1 too long",
        q -> q.add(q.certificationSize(), 1),
        QuoteBytes::certificationSize);
    if (shape.version() == 3) {
      // The byte is there, but not inside the authentication data.
      add(
          shape,
          "authentication data by 1 too short",
          q -> q.add(q.authSize(), -1),
          QuoteBytes::certificationSize);
    }
  }

  private static void addNestingFaults(QuoteShape shape) {
    for (int size : List.of(128, 130, 133)) {
      add(
          shape,
          "authentication data of " + size,
          q -> q.u32(q.authSize(), size),
          q -> q.auth() + size);
    }
    for (int type : List.of(0, 1, 5, 7, 0x0106)) {
      add(shape, "outer type " + type, q -> q.u16(q.outerType(), type), QuoteBytes::outerType);
    }
    for (long size : List.of(TWO_TO_31, MAX_UINT, (1L << 20))) {
      add(shape, "outer data of " + size, q -> q.u32(q.outerSize(), size), QuoteBytes::outerSize);
    }
    add(shape, "outer data by 1 too long", q -> q.add(q.outerSize(), 1), QuoteBytes::outerSize);
    // The byte is there, but not inside the authentication data.
    add(
        shape,
        "authentication data by 1 too short",
        q -> q.add(q.authSize(), -1),
        QuoteBytes::outerSize);
    add(
        shape,
        "outer data by 1 too short",
        q -> q.add(q.outerSize(), -1),
        QuoteBytes::certificationSize);
    add(
        shape,
        "certification data by 1 too short",
        q -> q.add(q.certificationSize(), -1),
        q -> q.length() - 1);
    add(
        shape,
        "no certification data, and its bytes still there",
        q -> q.u32(q.certificationSize(), 0),
        QuoteBytes::certification);
  }

  /** Makes the structure that begins with the QE report this long; all bytes stay. */
  private static void endQeAt(QuoteBytes quote, int size) {
    if (quote.read(0, 2) == 3) {
      quote.u32(quote.authSize(), 128 + size);
    } else {
      quote.u32(quote.outerSize(), size);
    }
  }

  static List<Fault> faults() {
    return FAULTS;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theByteIsNamed(Fault fault) {
    QuoteBytes quote = QuoteBytes.of(fault.shape());
    int where = fault.where().applyAsInt(quote);
    fault.spoil().accept(quote);
    QuoteParse.Malformed malformed = malformed(quote.bytes());
    assertEquals(where, malformed.offset(), malformed.problem());
    QuoteFormatException thrown =
        assertThrows(QuoteFormatException.class, () -> Quote.copyOf(quote.bytes()));
    assertEquals(where, thrown.offset());
    assertTrue(thrown.getMessage().contains("at byte " + where), thrown.getMessage());
    assertFalse(malformed.problem().isBlank());
  }

  /** 1020 bytes whatever the version, although the shortest possible quotes are shorter. */
  @ParameterizedTest
  @EnumSource
  void nothingShorterThan1020BytesIsAQuote(QuoteShape shape) {
    for (int length : IntStream.range(0, 1020).toArray()) {
      assertEquals(length, malformed(QuoteBytes.of(shape).cutTo(length).bytes()).offset());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPartOfAQuoteIsAQuote(QuoteShape shape) {
    byte[] whole = QuoteBytes.of(shape).bytes();
    for (int length = 0; length < whole.length; length++) {
      assertInstanceOf(
          QuoteParse.Malformed.class, Quote.tryParse(ByteBuffer.wrap(whole, 0, length)));
    }
  }

  static Stream<Fault> harmless() {
    List<Fault> harmless = new ArrayList<>();
    for (QuoteShape shape : QuoteShape.values()) {
      harmless.add(
          accepted(shape, "one byte after the quote", q -> q.insert(q.length(), (byte) 1)));
      harmless.add(
          accepted(
              shape,
              "bytes inside the authentication data after the certification data",
              q -> q.insert(q.length(), new byte[7]).add(q.authSize(), 7)));
      harmless.add(
          accepted(shape, "no QE authentication data", q -> resizeQeAuthData(q, new byte[0])));
      harmless.add(
          accepted(
              shape, "QE authentication data of 65535", q -> resizeQeAuthData(q, new byte[65535])));
      harmless.add(accepted(shape, "no certification data", QuoteLengthsTest::dropCertification));
      for (int type = 1; type <= 5; type++) {
        int inner = type;
        harmless.add(
            accepted(
                shape,
                "certification data type " + type,
                q -> q.u16(q.certificationType(), inner)));
      }
    }
    harmless.add(
        accepted(
            QuoteShape.V3_SGX,
            "certification data by 1 too short",
            q -> q.add(q.certificationSize(), -1)));
    return harmless.stream();
  }

  private static Fault accepted(QuoteShape shape, String name, Consumer<QuoteBytes> change) {
    return new Fault(shape, name, change, q -> -1);
  }

  private static void resizeQeAuthData(QuoteBytes quote, byte[] data) {
    int at = quote.qeAuthSize() + 2;
    int old = (int) quote.read(quote.qeAuthSize(), 2);
    quote.remove(at, old).insert(at, data).u16(quote.qeAuthSize(), data.length);
    resizeAround(quote, data.length - old);
  }

  private static void dropCertification(QuoteBytes quote) {
    int size = (int) quote.read(quote.certificationSize(), 4);
    quote.remove(quote.certification(), size).u32(quote.certificationSize(), 0);
    resizeAround(quote, -size);
  }

  private static void resizeAround(QuoteBytes quote, int difference) {
    quote.add(quote.authSize(), difference);
    if (quote.read(0, 2) > 3) {
      quote.add(quote.outerSize(), difference);
    }
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatIntelAcceptsIsParsed(Fault change) {
    QuoteBytes quote = QuoteBytes.of(change.shape());
    change.spoil().accept(quote);
    SignatureData data = Quote.copyOf(quote.bytes()).signatureData();
    assertEquals(quote.read(quote.certificationType(), 2), data.certificationData().type());
    assertEquals(
        quote.read(quote.certificationSize(), 4), data.certificationData().data().remaining());
    assertEquals(quote.read(quote.qeAuthSize(), 2), data.qeAuthData().remaining());
  }

  @Test
  void aVersion5QuoteOfTheShortestBodyNeedsNoMoreThanItsLength() {
    QuoteBytes quote = QuoteBytes.of(QuoteShape.V5_SGX);
    dropCertification(quote);
    assertTrue(quote.length() >= 1020, "long enough to be parsed");
    assertInstanceOf(QuoteParse.Parsed.class, Quote.tryParse(ByteBuffer.wrap(quote.bytes())));
  }

  private static QuoteParse.Malformed malformed(byte[] bytes) {
    return assertInstanceOf(QuoteParse.Malformed.class, Quote.tryParse(ByteBuffer.wrap(bytes)));
  }
}
