package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shim rejects invalid arguments, though the Java classes never pass any. */
class QvlNativeTest {
  private static final int BAD_ARGUMENT = -1;
  private static final byte[] TEXT = {0};

  private static long library;
  private static long stages;

  @BeforeAll
  static void open() {
    String path = Compiler.quoteVerifyStub("quoteverify").toString();
    QvlLibrary.load(path).library().orElseThrow();
    library = QvlNative.open(SharedObjects.path(path), new byte[10]);
    String low = Compiler.quoteVerificationStub("quoteverification").toString();
    stages = QvlNative.openStages(SharedObjects.path(low), new byte[10]);
  }

  private static int verify(
      ByteBuffer direct, byte[] array, int offset, int length, byte[][] parts, int[] outcome) {
    return QvlNative.verify(
        library, direct, array, offset, length, parts, 0, 1, outcome, new byte[672]);
  }

  private static byte[][] parts() {
    return new byte[][] {TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT};
  }

  @Test
  void rejectsInvalidRanges() {
    byte[] array = StubQuote.answering().array();
    ByteBuffer direct = StubQuote.answering().direct();
    int[] outcome = new int[2];
    assertEquals(0, verify(null, array, 0, array.length, parts(), outcome));
    int[][] ranges = {
      {-1, 10}, {0, -1}, {1, array.length}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {2000, 0}
    };
    for (int[] range : ranges) {
      assertEquals(
          BAD_ARGUMENT, verify(null, array, range[0], range[1], parts(), outcome), "array");
    }
    assertEquals(BAD_ARGUMENT, verify(direct, null, 0, direct.capacity() + 1, parts(), outcome));
    assertEquals(BAD_ARGUMENT, verify(direct, null, -1, 5, parts(), outcome));
    assertEquals(
        BAD_ARGUMENT, verify(ByteBuffer.allocate(2000), null, 0, 2000, parts(), outcome), "heap");
    assertEquals(BAD_ARGUMENT, verify(null, null, 0, 0, parts(), outcome));
  }

  @Test
  void rejectsMissingArguments() {
    byte[] array = StubQuote.answering().array();
    byte[][] withNull = parts();
    withNull[6] = null;
    assertEquals(BAD_ARGUMENT, verify(null, array, 0, array.length, withNull, new int[2]));
    assertEquals(BAD_ARGUMENT, verify(null, array, 0, array.length, new byte[6][], new int[2]));
    assertEquals(BAD_ARGUMENT, verify(null, array, 0, array.length, null, new int[2]));
    assertEquals(BAD_ARGUMENT, verify(null, array, 0, array.length, parts(), null));
    assertEquals(BAD_ARGUMENT, verify(null, array, 0, array.length, parts(), new int[1]));
    assertEquals(BAD_ARGUMENT, QvlNative.supplementalSize(library, null, new int[2]));
    assertEquals(BAD_ARGUMENT, QvlNative.supplementalSize(library, array, new int[1]));
    assertEquals(BAD_ARGUMENT, QvlNative.fmspc(library, null, array, 0, array.length, new byte[5]));
    assertEquals(
        BAD_ARGUMENT, QvlNative.collateral(library, null, array, 0, array.length, new byte[6][]));
    assertEquals(0, QvlNative.open(null, null));
    assertEquals(0, QvlNative.openStages(null, new byte[0]));
  }

  @Test
  void rejectsANullHandle() {
    byte[] array = StubQuote.answering().array();
    assertEquals(BAD_ARGUMENT, QvlNative.setLoadPolicy(0, 3));
    assertEquals(BAD_ARGUMENT, QvlNative.supplementalSize(0, array, new int[2]));
    assertEquals(BAD_ARGUMENT, QvlNative.fmspc(0, null, array, 0, array.length, new byte[6]));
    assertEquals(BAD_ARGUMENT, QvlNative.verifyPck(0, TEXT, TEXT, TEXT, TEXT, 1));
    assertEquals(BAD_ARGUMENT, QvlNative.verifyPckCrl(0, TEXT, TEXT, TEXT));
  }

  @Test
  void rejectsMissingTexts() {
    byte[] array = StubQuote.answering().array();
    assertEquals(BAD_ARGUMENT, QvlNative.verifyPck(stages, TEXT, TEXT, null, TEXT, 1));
    assertEquals(BAD_ARGUMENT, QvlNative.verifyTcbInfo(stages, null, TEXT, TEXT, TEXT, 1));
    assertEquals(BAD_ARGUMENT, QvlNative.verifyQeIdentity(stages, TEXT, TEXT, TEXT, null, 1));
    assertEquals(BAD_ARGUMENT, QvlNative.verifyPckCrl(stages, TEXT, null, TEXT));
    assertEquals(
        BAD_ARGUMENT,
        QvlNative.verifyQuote(
            stages, null, array, 0, array.length, TEXT, TEXT, null, TEXT, new byte[490]));
    assertEquals(
        BAD_ARGUMENT,
        QvlNative.verifyQuote(stages, null, array, 0, array.length, TEXT, TEXT, TEXT, TEXT, null));
    assertEquals(
        BAD_ARGUMENT,
        QvlNative.certificationData(stages, null, array, 0, array.length, null, new int[2]));
  }
}
