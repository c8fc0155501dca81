package io.github.quotary.evidence.proto;

import io.github.quotary.domain.format.MalformedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that is being read: its fields by number. Not thread-safe. */
final class Message {
  private final Map<Integer, Long> integers = new LinkedHashMap<>();
  private final Map<Integer, List<ByteBuffer>> bytes = new LinkedHashMap<>();
  private final Map<Integer, Message> messages = new LinkedHashMap<>();
  private final MessageType type;

  Message(MessageType type) {
    this.type = type;
  }

  MessageType type() {
    return type;
  }

  void put(Field field, long value, int offset) throws MalformedException {
    if (value < 0 || value >>> (Byte.SIZE * field.width()) != 0) {
      throw new MalformedException(
          offset,
          field.name() + " is " + value + ", which its " + field.width() + " bytes cannot hold");
    }
    unique(integers.putIfAbsent(field.number(), value) == null, field, offset);
  }

  void put(Field field, ByteBuffer value, int offset) throws MalformedException {
    if (field.width() != 0 && value.remaining() != field.width()) {
      throw new MalformedException(
          offset, field.name() + " has " + value.remaining() + " bytes, not " + field.width());
    }
    List<ByteBuffer> values = bytes.computeIfAbsent(field.number(), number -> new ArrayList<>());
    unique(values.size() < field.count(), field, offset);
    values.add(value);
  }

  void put(Field field, Message value, int offset) throws MalformedException {
    unique(messages.putIfAbsent(field.number(), value) == null, field, offset);
  }

  private static void unique(boolean unique, Field field, int offset) throws MalformedException {
    if (!unique) {
      throw new MalformedException(offset, field.name() + " stands there too often");
    }
  }

  /** An integer; 0 if it is absent, as the format has it. */
  long integer(Field field) {
    return integers.getOrDefault(field.number(), 0L);
  }

  /** The integer of this name. */
  long integer(String name) {
    return type.field(name).map(this::integer).orElse(0L);
  }

  List<ByteBuffer> bytes(Field field) {
    return bytes.getOrDefault(field.number(), List.of());
  }

  /** The message in a field, if it is there. */
  Optional<Message> message(Field field) {
    return Optional.ofNullable(messages.get(field.number()));
  }

  /** Whether nothing of the field is missing. */
  boolean has(Field field) {
    return switch (field.kind()) {
      case NUMBER, SIZE, OPTIONAL_BYTES -> true;
      case BYTES -> bytes(field).size() == field.count();
      case MESSAGE -> messages.containsKey(field.number());
    };
  }
}
