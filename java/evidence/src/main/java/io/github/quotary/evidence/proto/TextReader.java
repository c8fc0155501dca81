package io.github.quotary.evidence.proto;

import io.github.quotary.domain.format.MalformedException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads messages in protobuf's text format. The types bound the depth.
 *
 * <p>Source: protobuf, "Text Format Language Specification".
 */
final class TextReader {
  private final TextTokens in;

  TextReader(byte[] text) {
    in = new TextTokens(text);
  }

  /** The header at the start of a text, if it starts with one. */
  Optional<Message> header() throws MalformedException {
    if (!in.name().filter("header"::equals).isPresent()) {
      return Optional.empty();
    }
    in.skip(':');
    return Optional.of(block(MessageType.HEADER));
  }

  /** The message that all of the text is. */
  Message read(MessageType type) throws MalformedException {
    Message message = new Message(type);
    while (!in.isAtEnd()) {
      field(message);
    }
    return message;
  }

  private Message block(MessageType type) throws MalformedException {
    char end = in.skip('<') ? '>' : '}';
    if (end == '}') {
      in.expect('{');
    }
    Message message = new Message(type);
    while (!in.skip(end)) {
      field(message);
    }
    return message;
  }

  private void field(Message message) throws MalformedException {
    int start = in.offset();
    String name = in.name().orElseThrow(() -> in.malformed("no name of a field"));
    Field field = message.type().field(name).orElse(null);
    if (field == null) {
      throw new MalformedException(start, "there is no field " + name);
    }
    boolean colon = in.skip(':');
    if (!colon && field.message() == null) {
      throw in.malformed("no ':' after " + name);
    }
    if (in.skip('[')) {
      list(message, field, start);
    } else {
      value(message, field, start);
    }
    if (!in.skip(',')) {
      in.skip(';');
    }
  }

  private void list(Message message, Field field, int start) throws MalformedException {
    if (field.count() == 1) {
      throw new MalformedException(start, field.name() + " is not a list");
    }
    do {
      value(message, field, start);
    } while (in.skip(','));
    in.expect(']');
  }

  private void value(Message message, Field field, int start) throws MalformedException {
    MessageType inner = field.message();
    if (inner != null) {
      message.put(field, block(inner), start);
    } else if (field.isInteger()) {
      message.put(field, in.integer(), start);
    } else {
      message.put(field, ByteBuffer.wrap(in.string()).asReadOnlyBuffer(), start);
    }
  }
}
