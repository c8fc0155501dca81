package io.github.quotary.evidence.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every form, cut off, doubled, joined with another and changed: reading never throws, and what it
 * takes for a whole quote is the one that was put in.
 */
class DetectionFuzzTest {
  private static final int CUTS = 60;
  private static final int CHANGES = 60;

  private static final byte[] TAMPERED = tampered();

  private static byte[] tampered() {
    byte[] quote = Samples.TDX.clone();
    quote[200] ^= 1;
    return quote;
  }

  @TestFactory
  Stream<DynamicTest> everyFormIsReadOrNamed() {
    Map<String, byte[]> forms = new LinkedHashMap<>(Samples.all());
    return forms.entrySet().stream()
        .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> fuzz(form.getValue())));
  }

  private static void fuzz(byte[] form) {
    Random random = new Random(Arrays.hashCode(form));
    for (int i = 0; i < CUTS; i++) {
      assertOnlyOurs(Arrays.copyOf(form, random.nextInt(form.length)));
      assertOnlyOurs(Arrays.copyOfRange(form, random.nextInt(form.length), form.length));
    }
    assertOnlyOurs(join(form, form));
    assertOnlyOurs(join(form, "\n".getBytes(UTF_8), form));
    for (byte[] other :
        new byte[][] {
          TAMPERED,
          HexFormat.of().formatHex(TAMPERED).getBytes(UTF_8),
          ("{\"quote\":\"" + HexFormat.of().formatHex(TAMPERED) + "\"}").getBytes(UTF_8)
        }) {
      assertNeverOneOfTwo(form, other);
      assertNeverOneOfTwo(form, "\n".getBytes(UTF_8), other);
      assertNeverOneOfTwo(other, form);
      assertNeverOneOfTwo(other, "\n".getBytes(UTF_8), form);
    }
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = form.clone();
      changed[random.nextInt(form.length)] = (byte) random.nextInt(1 << Byte.SIZE);
      assertEquals(EvidenceReader.read(changed), EvidenceReader.read(changed));
    }
  }

  /** Whatever counts as a whole quote is ours. */
  private static void assertOnlyOurs(byte[] input) {
    if (EvidenceReader.read(input) instanceof Reading.Found found) {
      for (FoundQuote quote : found.quotes()) {
        if (Quote.tryParse(quote.bytes()) instanceof QuoteParse.Parsed) {
          assertTrue(isOurs(quote.bytes()), "another quote at " + quote.place());
        }
      }
    }
  }

  private static boolean isOurs(ByteBuffer quote) {
    int size = Samples.TDX.length;
    return quote.remaining() >= size && quote.slice(0, size).equals(ByteBuffer.wrap(Samples.TDX));
  }

  /**
   * Of two different quotes none is taken. Text after a raw quote is none of the quote's forms:
   * like any other trailing bytes it is left to the verifier, which passes over it as Intel's does.
   */
  private static void assertNeverOneOfTwo(byte[]... parts) {
    byte[] input = join(parts);
    boolean isRawFirst = RawQuote.begins(parts[0], 0);
    if (isRawFirst && !RawQuote.begins(parts[parts.length - 1], 0)) {
      return;
    }
    boolean isOne =
        EvidenceReader.read(input).oneQuote() instanceof Reading.Found found
            && Quote.tryParse(found.quotes().get(0).bytes()) instanceof QuoteParse.Parsed;
    assertTrue(!isOne, () -> EvidenceReader.read(input).toString());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
