package io.github.quotary.service.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyTest {
  @Test
  void piecesAreJoined() {
    Body body = new Body(-1, 10);
    assertTrue(body.add(Buffer.buffer(new byte[] {1, 2})));
    assertTrue(body.add(Buffer.buffer(new byte[] {3})));
    assertTrue(body.add(Buffer.buffer(new byte[] {4, 5, 6})));
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, body.bytes());
  }

  @Test
  void moreThanWasAnnouncedIsTaken() {
    Body body = new Body(3, 10);
    assertTrue(body.add(Buffer.buffer(new byte[] {1, 2})));
    assertTrue(body.add(Buffer.buffer(new byte[] {3, 4})));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, body.bytes());
  }

  @Test
  void moreThanIsAllowedIsNot() {
    Body body = new Body(-1, 3);
    assertTrue(body.add(Buffer.buffer(new byte[] {1, 2})));
    assertFalse(body.add(Buffer.buffer(new byte[] {3, 4})));
    assertFalse(new Body(1 << 30, 3).add(Buffer.buffer(new byte[4])));
  }

  @Test
  void aPartOfABufferIsOnlyThatPart() {
    Body body = new Body(2, 10);
    body.add(Buffer.buffer(new byte[] {1, 2, 3, 4}).slice(1, 3));
    assertArrayEquals(new byte[] {2, 3}, body.bytes());
  }

  @Test
  void aWholePieceIsNotCopied() {
    byte[] bytes = {1, 2, 3};
    Body body = new Body(3, 10);
    body.add(Body.of(bytes));
    assertSame(bytes, body.bytes());
  }

  @Test
  void nothingIsEmpty() {
    assertArrayEquals(new byte[0], new Body(-1, 3).bytes());
  }
}
