package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known is found by all of its bytes: one that differs, anywhere, is not the same. */
class KnownBytesTest {
  private static SignatureData data(QuoteShape shape) {
    return Quote.copyOf(QuoteBytes.of(shape).bytes()).signatureData();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void everyByteOfTheQuotingEnclavesEvidenceCounts(QuoteShape shape) {
    SignatureData data = data(shape);
    byte[] evidence = data.qeEvidence();
    assertTrue(data.isQeEvidence(ByteBuffer.wrap(evidence)));
    assertTrue(data.isQeEvidence(ByteBuffer.wrap(evidence).order(ByteOrder.LITTLE_ENDIAN)));
    for (int at = 0; at < evidence.length; at++) {
      byte[] other = evidence.clone();
      other[at] ^= 1;
      assertFalse(data.isQeEvidence(ByteBuffer.wrap(other)), "byte " + at);
    }
    assertFalse(data.isQeEvidence(ByteBuffer.wrap(evidence, 0, evidence.length - 1)));
    assertFalse(data.isQeEvidence(ByteBuffer.wrap(Arrays.copyOf(evidence, evidence.length + 1))));
  }

  /** Wherever the two parts meet, in whatever buffers they stand. */
  @ParameterizedTest
  @EnumSource
  void everyByteOfTheCertificationDataCounts(QuoteShape shape) {
    SignatureData data = data(shape);
    byte[] chain = bytes(data.certificationData().data());
    for (int cut : new int[] {0, 1, 7, 8, 9, chain.length / 2, chain.length - 1, chain.length}) {
      assertTrue(isChain(data, chain, cut), "cut at " + cut);
      for (int at = Math.max(0, cut - 9); at < Math.min(chain.length, cut + 9); at++) {
        byte[] other = chain.clone();
        other[at] ^= (byte) 0x80;
        assertFalse(isChain(data, other, cut), "cut at " + cut + ", byte " + at);
      }
      assertFalse(isChain(data, Arrays.copyOf(chain, chain.length + 1), cut), "cut at " + cut);
    }
  }

  private static boolean isChain(SignatureData data, byte[] chain, int cut) {
    ByteBuffer direct = ByteBuffer.allocateDirect(chain.length - cut + 3).position(3);
    direct.put(chain, cut, chain.length - cut).flip().position(3);
    return data.isCertificationData(ByteBuffer.wrap(chain, 0, cut), direct);
  }
}
