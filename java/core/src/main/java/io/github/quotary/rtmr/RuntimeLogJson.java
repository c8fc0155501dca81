package io.github.quotary.rtmr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.quotary.json.JsonProblem;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the JSON form of a dstack log, event by event, in bounded memory. */
final class RuntimeLogJson {
  /** An array of objects needs two; members that are not known may have more. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_STRING = 4 << 20;

  /** Strict JSON, duplicate members refused. */
  private static final JsonFactory FACTORY = StrictJson.factory(MAX_DEPTH, MAX_STRING);

  private final JsonParser parser;
  private final RuntimeLogBuilder log = new RuntimeLogBuilder();

  private RuntimeLogJson(JsonParser parser) {
    this.parser = parser;
  }

  /** The buffer must start at index 0. */
  static RuntimeEventLog parse(ByteBuffer json) {
    requireArray(json);
    boolean tooLong = json.limit() > RuntimeEventLog.MAX_BYTES;
    ByteBuffer read = tooLong ? json.slice(0, RuntimeEventLog.MAX_BYTES) : json;
    try (JsonParser parser = FACTORY.createParser(new ByteBufferInputStream(read))) {
      return new RuntimeLogJson(parser).read(tooLong);
    } catch (IOException e) {
      throw new IllegalStateException("A buffer cannot fail to close", e);
    }
  }

  /** Keeps the parser from guessing another encoding: no byte order mark, no UTF-16 or UTF-32. */
  private static void requireArray(ByteBuffer json) {
    int at = 0;
    while (at < json.limit() && isSpace(json.get(at))) {
      at++;
    }
    if (at == json.limit() || json.get(at) != '[') {
      throw outside(at, "the log is no JSON array");
    }
    if (at + 1 < json.limit() && json.get(at + 1) == 0) {
      throw outside(at + 1, "the log has a NUL byte; its encoding must be UTF-8");
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private RuntimeEventLog read(boolean tooLong) {
    long offset = 0;
    try {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        offset = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw inside(offset, "it is no JSON object");
        }
        log.add(readEvent(offset));
        offset = parser.currentLocation().getByteOffset();
      }
      offset = parser.currentLocation().getByteOffset();
      if (parser.nextToken() != null) {
        throw outside(offset, "something follows the JSON array");
      }
    } catch (IOException e) {
      throw tooLong
          ? inside(offset, "the log has more than " + RuntimeEventLog.MAX_BYTES + " bytes")
          : inside(offset, problem(e));
    }
    if (tooLong) {
      throw outside(offset, "the log has more than " + RuntimeEventLog.MAX_BYTES + " bytes");
    }
    return log.build();
  }

  private RuntimeLogEntry readEvent(long offset) throws IOException {
    RuntimeEventMembers members = new RuntimeEventMembers();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "imr" -> members.imr = integer(offset, name, token);
        case "event_type" -> members.eventType = integer(offset, name, token);
        case "version" -> {
          if (token != JsonToken.VALUE_NULL) {
            members.version = integer(offset, name, token);
          }
        }
        case "digest" -> {
          if (token != JsonToken.VALUE_NULL) {
            members.digest = hex(offset, name, token);
          }
        }
        case "event" -> members.event = string(offset, name, token);
        case "event_payload" -> {
          if (token != JsonToken.VALUE_NULL) {
            members.eventPayload = hex(offset, name, token);
          }
        }
        case "preimage" -> {
          if (token != JsonToken.VALUE_NULL) {
            members.preimage = preimage(offset, token);
          }
        }
        default -> parser.skipChildren();
      }
    }
    if (members.imr < 0 || members.eventType < 0) {
      throw inside(offset, "member " + (members.imr < 0 ? "imr" : "event_type") + " is missing");
    }
    if (members.lacksPreimage()) {
      throw inside(offset, "a version 2 event needs its preimage");
    }
    return members.entry(offset);
  }

  private long integer(long offset, String name, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      JsonParser.NumberType type = parser.getNumberType();
      if (type != JsonParser.NumberType.BIG_INTEGER && parser.getLongValue() >= 0) {
        return parser.getLongValue();
      }
    }
    throw inside(offset, "member " + name + " is not an integer from 0 to 2^63-1");
  }

  private String string(long offset, String name, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw inside(offset, "member " + name + " is not a string");
    }
    return parser.getText();
  }

  private ByteBuffer hex(long offset, String name, JsonToken token) throws IOException {
    return parseHex(offset, name, string(offset, name, token));
  }

  /** Hexadecimal or, of a version 2 event, the JSON text itself. */
  private ByteBuffer preimage(long offset, JsonToken token) throws IOException {
    String text = string(offset, "preimage", token);
    return text.startsWith("{")
        ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))
        : parseHex(offset, "preimage", text);
  }

  private ByteBuffer parseHex(long offset, String name, String text) {
    try {
      boolean prefixed = text.startsWith("0x") || text.startsWith("0X");
      return ByteBuffer.wrap(HexFormat.of().parseHex(text, prefixed ? 2 : 0, text.length()));
    } catch (IllegalArgumentException e) {
      throw inside(
          offset,
          "member "
              + name
              + " is not hexadecimal, or has an odd number of its "
              + text.length()
              + " digits");
    }
  }

  private EventLogFormatException inside(long offset, String problem) {
    return new EventLogFormatException(log.size(), offset, problem);
  }

  private static EventLogFormatException outside(long offset, String problem) {
    return new EventLogFormatException(EventLogFormatException.NO_EVENT, offset, problem);
  }

  private static String problem(IOException e) {
    return e instanceof JsonEOFException
        ? "the log ends here"
        : "not strict JSON: " + JsonProblem.what(e);
  }
}
