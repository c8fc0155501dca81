package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A quote is a read-only view on its bytes, and its id is that of what was signed. */
class QuoteViewTest {
  private static List<ByteBuffer> windows(Quote quote) {
    SignatureData data = quote.signatureData();
    return List.of(
        quote.signedRegion(),
        quote.header().bytes(),
        quote.body().bytes(),
        quote.body().reportDataBytes(),
        data.attestationKey(),
        data.qeReport().bytes(),
        data.qeReport().reportDataBytes(),
        data.qeAuthData(),
        data.certificationData().data());
  }

  @ParameterizedTest
  @EnumSource
  void windowsAreReadOnly(QuoteShape shape) {
    for (ByteBuffer window : windows(Quote.parse(ByteBuffer.wrap(QuoteBytes.of(shape).bytes())))) {
      assertTrue(window.isReadOnly());
      assertThrows(ReadOnlyBufferException.class, () -> window.put(0, (byte) 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void windowsAreTheCallersBytesAndNoCopy(QuoteShape shape) {
    byte[] bytes = QuoteBytes.of(shape).bytes();
    Quote quote = Quote.parse(ByteBuffer.wrap(bytes));
    Quote copy = Quote.copyOf(bytes);
    List<ByteBuffer> before = windows(copy);
    Arrays.fill(bytes, (byte) 0x5a);
    for (ByteBuffer window : windows(quote)) {
      assertTrue(window.hasRemaining());
      while (window.hasRemaining()) {
        assertEquals(0x5a, window.get());
      }
    }
    assertEquals(before, windows(copy));
  }

  @Test
  void oneReadersPositionIsNotAnothers() {
    Quote quote = Quote.copyOf(QuoteBytes.of(QuoteShape.V5_TDX_15_EX).bytes());
    List<ByteBuffer> untouched = windows(quote);
    windows(quote).forEach(window -> window.position(window.limit()));
    assertEquals(untouched, windows(quote));
  }

  @Test
  void theCallersBufferStaysAsItWas() {
    byte[] quote = QuoteBytes.of(QuoteShape.V4_TDX).bytes();
    ByteBuffer buffer = ByteBuffer.allocate(quote.length + 20).put(3, (byte) 9);
    buffer.position(10).put(quote).position(10).limit(10 + quote.length);
    Quote parsed = Quote.parse(buffer);
    assertEquals(10, buffer.position());
    assertEquals(10 + quote.length, buffer.limit());
    assertEquals(ByteOrder.BIG_ENDIAN, buffer.order());
    assertEquals(Quote.copyOf(quote).id(), parsed.id());
  }

  @Test
  void directAndReadOnlyBuffersAreReadAlike() {
    byte[] quote = QuoteBytes.of(QuoteShape.V5_TDX_15).bytes();
    ByteBuffer direct = ByteBuffer.allocateDirect(quote.length).put(quote).flip();
    List<ByteBuffer> expected = windows(Quote.copyOf(quote));
    assertEquals(expected, windows(Quote.parse(direct)));
    assertEquals(expected, windows(Quote.parse(ByteBuffer.wrap(quote).asReadOnlyBuffer())));
  }

  @ParameterizedTest
  @EnumSource
  void theIdIsTheHashOfWhatIsSigned(QuoteShape shape) throws Exception {
    QuoteBytes quote = QuoteBytes.of(shape);
    byte[] signed = Arrays.copyOf(quote.bytes(), quote.authSize());
    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest(signed),
        Quote.copyOf(quote.bytes()).id().toByteArray());
  }

  @ParameterizedTest
  @EnumSource
  void theIdIsThatOfWhatWasAttestedHoweverItIsSigned(QuoteShape shape) {
    Measurement id = Quote.copyOf(QuoteBytes.of(shape).bytes()).id();
    QuoteBytes quote = QuoteBytes.of(shape);
    assertEquals(id, Quote.copyOf(quote.flip(quote.auth() + 40, 0xff).bytes()).id(), "signature");
    assertEquals(id, Quote.copyOf(quote.flip(quote.auth() + 64, 1).bytes()).id(), "key");
    assertEquals(id, Quote.copyOf(quote.flip(quote.qe() + 400, 1).bytes()).id(), "QE");
    assertEquals(id, Quote.copyOf(quote.insert(quote.length(), new byte[9]).bytes()).id(), "tail");
  }

  /** What it names then is what the engine was asked about, whatever the bytes have become. */
  @ParameterizedTest
  @EnumSource
  void theIdOfAQuoteInABatchIsTheHashThatItsSignatureIsOver(QuoteShape shape) {
    byte[] bytes = QuoteBytes.of(shape).bytes();
    Measurement id = Quote.copyOf(bytes).id();
    Quote quote = Quote.parse(ByteBuffer.wrap(bytes));
    P256Batch batch = new P256Batch(1);
    int lane =
        quote.addSignatureAndKeepId(
            batch, P256PublicKey.ofRaw(quote.signatureData().attestationKey()).orElseThrow());
    bytes[quote.signatureData().signedSize() - 1] ^= 1;
    assertEquals(id, quote.id());
    assertArrayEquals(id.toByteArray(), batch.digest(lane));
    assertNotEquals(id, Quote.copyOf(bytes).id());
  }

  @ParameterizedTest
  @EnumSource
  void anyByteOfTheBodyMakesAnotherId(QuoteShape shape) {
    Measurement id = Quote.copyOf(QuoteBytes.of(shape).bytes()).id();
    QuoteBytes quote = QuoteBytes.of(shape);
    for (int i = quote.body(); i < quote.authSize(); i++) {
      byte[] changed = QuoteBytes.of(shape).flip(i, 1).bytes();
      assertNotEquals(id, Quote.copyOf(changed).id(), "byte " + i);
    }
  }
}
