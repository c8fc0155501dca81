package io.github.quotary.evidence.proto;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import java.nio.ByteBuffer;

/**
 * Reads messages in protobuf's wire format. The types bound the depth; every length is checked
 * before it is used, and nothing is copied.
 *
 * <p>Source: protobuf, "Encoding".
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int MAX_VARINT = 10;

  private WireReader() {}

  /** The message that all of these bytes are. */
  static Message read(ByteBuffer bytes, MessageType type) throws MalformedException {
    Cursor in = new Cursor(bytes);
    Message message = new Message(type);
    while (in.remaining() > 0) {
      field(in, message);
    }
    return message;
  }

  private static void field(Cursor in, Message message) throws MalformedException {
    int start = in.offset();
    long key = varint(in);
    Field field = message.type().field(key >>> 3).orElse(null);
    if (field == null) {
      throw new MalformedException(start, "there is no field of number " + (key >>> 3));
    }
    int wireType = (int) (key & 7);
    if (wireType != (field.isInteger() ? VARINT : LENGTH)) {
      throw new MalformedException(start, field.name() + " has wire type " + wireType);
    }
    if (field.isInteger()) {
      message.put(field, varint(in), start);
      return;
    }
    ByteBuffer content = in.bytes(varint(in));
    MessageType inner = field.message();
    if (inner == null) {
      message.put(field, content, start);
      return;
    }
    try {
      message.put(field, read(content, inner), start);
    } catch (MalformedException e) {
      throw new MalformedException(start + e.offset(), field.name() + ": " + e.problem());
    }
  }

  /** A base-128 integer of at most 64 bits; negative from 2^63 on. */
  static long varint(Cursor in) throws MalformedException {
    int start = in.offset();
    long value = 0;
    for (int i = 0; i < MAX_VARINT; i++) {
      int next = in.u8();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedException(start, "an integer of more than " + MAX_VARINT + " bytes");
  }
}
