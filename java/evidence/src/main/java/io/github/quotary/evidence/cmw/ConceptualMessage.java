package io.github.quotary.evidence.cmw;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.text.JsonInput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads RATS conceptual message wrappers (CMW): in JSON a record {@code ["type", "base64url", 4]}
 * or a collection with {@code __cmwc_t}; in CBOR a record, a tagged byte string or a collection.
 * What is in them is handed on, if its type may hold a quote. Nothing of a wrapper is signed.
 *
 * <p>Source: RFC 9999.
 */
public final class ConceptualMessage {
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_MESSAGES = 64;
  private static final String NAME = "a conceptual message wrapper (CMW)";

  private ConceptualMessage() {}

  /**
   * Reads a wrapper; at most 16 MiB, 64 messages, 16 collections deep. Empty unless the input is a
   * wrapper to its last byte, or names itself one. Never throws.
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    return switch (JsonInput.firstOf(bytes)) {
      case '[', '{' -> json(bytes);
      default -> cbor(bytes);
    };
  }

  /**
   * Reads what is said to be a wrapper in JSON, also a collection that does not name itself one.
   * Limits as of {@link #read}. Never throws.
   */
  public static Recognition ofJson(byte[] bytes) {
    try {
      requireSize(bytes);
      return parts(JsonWrapper.read(StrictJson.tree(bytes)));
    } catch (MalformedException e) {
      return malformed(e);
    }
  }

  /**
   * Reads what is said to be a wrapper in CBOR, also a collection that does not name itself one.
   * Limits as of {@link #read}. Never throws.
   */
  public static Recognition ofCbor(byte[] bytes) {
    try {
      requireSize(bytes);
      return parts(CborWrapper.messages(bytes));
    } catch (MalformedException e) {
      return malformed(e);
    }
  }

  private static void requireSize(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(0, "it has more than " + MAX_BYTES + " bytes");
    }
  }

  /** Fails where a wrapper has too much in it. */
  static void requireRoom(int depth, int messages) throws MalformedException {
    if (depth > MAX_DEPTH || messages >= MAX_MESSAGES) {
      throw new MalformedException(
          0,
          "more than "
              + MAX_DEPTH
              + " collections deep, or more than "
              + MAX_MESSAGES
              + " messages");
    }
  }

  private static Optional<Recognition> json(byte[] bytes) {
    JsonNode json;
    try {
      json = StrictJson.tree(bytes);
    } catch (MalformedException e) {
      // Not strict JSON: whether it was meant for a wrapper cannot be told.
      return Optional.empty();
    }
    if (!JsonWrapper.isOne(json)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parts(JsonWrapper.read(json)));
    } catch (MalformedException e) {
      return Optional.of(malformed(e));
    }
  }

  private static Optional<Recognition> cbor(byte[] bytes) {
    try {
      return Optional.of(CborWrapper.read(bytes))
          .filter(messages -> !messages.isEmpty())
          .map(ConceptualMessage::parts);
    } catch (MalformedException e) {
      return CborWrapper.hasTag(bytes) ? Optional.of(malformed(e)) : Optional.empty();
    }
  }

  private static Recognition parts(List<Message> messages) {
    List<Part> parts =
        messages.stream()
            .filter(message -> message.mayBeEvidence() && message.mayHoldAQuote())
            .map(message -> (Part) new Part.Inner(message.value(), message.place()))
            .toList();
    return parts.isEmpty() ? refused(messages) : new Recognition.Parts(parts);
  }

  private static Recognition refused(List<Message> messages) {
    if (messages.isEmpty()) {
      return new Recognition.Refused(NAME + " without a message");
    }
    String types =
        messages.stream().map(Message::type).distinct().collect(Collectors.joining(", "));
    if (messages.stream().noneMatch(Message::mayBeEvidence)) {
      return new Recognition.Refused(NAME + " with " + types + ", but without evidence");
    }
    String tokens = messages.stream().anyMatch(Message::isToken) ? " (EAT, CWT)" : "";
    return new Recognition.Refused(
        NAME
            + " of type "
            + types
            + tokens
            + ", which is not supported; TDX and SGX quotes, application/octet-stream and"
            + " configfs-tsm reports are");
  }

  private static Recognition malformed(MalformedException e) {
    return new Recognition.Refused(NAME + " that cannot be read: " + e.problem());
  }
}
