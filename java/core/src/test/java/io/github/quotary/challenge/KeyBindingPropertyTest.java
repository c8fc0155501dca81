package io.github.quotary.challenge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyBindingPropertyTest {
  private static final int FIRST_FIELD = 23;

  /** Few letters and short keys, so that fields could run into one another. */
  @Provide
  Arbitrary<Triple> triples() {
    Arbitrary<String> contexts =
        Arbitraries.strings().withChars('!', 'a', '~').ofMinLength(1).ofMaxLength(5);
    Arbitrary<Byte> letters = Arbitraries.of((byte) 0, (byte) 1, (byte) 32, (byte) 'a');
    Arbitrary<byte[]> keys = letters.array(byte[].class).ofMinSize(1).ofMaxSize(40);
    Arbitrary<byte[]> nonces =
        Arbitraries.oneOf(Arbitraries.just(new byte[0]), letters.array(byte[].class).ofSize(32));
    return Combinators.combine(contexts, keys, nonces).as(Triple::new);
  }

  /** What is hashed can be read back in one way only, so no two triples share it. */
  @Property(tries = 2000)
  void theTripleIsReadBackFromWhatIsHashed(@ForAll("triples") Triple triple) {
    byte[] encoded = KeyBinding.encode(triple.context, triple.key, triple.nonce);
    ByteBuffer bytes = ByteBuffer.wrap(encoded, FIRST_FIELD, encoded.length - FIRST_FIELD);
    assertEquals(triple.context, new String(field(bytes), StandardCharsets.US_ASCII));
    assertArrayEquals(triple.key, field(bytes));
    assertArrayEquals(triple.nonce, field(bytes));
    assertEquals(0, bytes.remaining());
  }

  @Property(tries = 2000)
  void twoTriplesShareReportDataOnlyIfTheyAreTheSame(
      @ForAll("triples") Triple one, @ForAll("triples") Triple other) {
    assertEquals(one.isSameAs(other), Arrays.equals(one.reportData(), other.reportData()));
  }

  private static byte[] field(ByteBuffer bytes) {
    byte[] field = new byte[bytes.getInt()];
    bytes.get(field);
    return field;
  }

  /** A context, a key and a nonce, which may be absent. */
  private record Triple(String context, byte[] key, byte[] nonce) {
    byte[] reportData() {
      return nonce.length == 0
          ? KeyBinding.reportData(context, key)
          : KeyBinding.reportData(context, key, nonce);
    }

    boolean isSameAs(Triple other) {
      return context.equals(other.context)
          && Arrays.equals(key, other.key)
          && Arrays.equals(nonce, other.nonce);
    }
  }
}
