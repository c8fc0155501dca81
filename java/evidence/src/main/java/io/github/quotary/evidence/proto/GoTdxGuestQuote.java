package io.github.quotary.evidence.proto;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads a quote in go-tdx-guest's protobuf messages {@code QuoteV4} and {@code QuoteV5}, in binary
 * or in text: the quote's bytes are put together again, every one of them.
 *
 * <p>Source: go-tdx-guest, {@code proto/tdx.proto} and {@code abi/abi.go}.
 */
public final class GoTdxGuestQuote {
  private static final int MAX_BYTES = 16 << 20;
  private static final int HEADER_KEY = 0x0a;
  private static final int TDX = 0x81;
  private static final int MAX_NAMED = 4;

  private GoTdxGuestQuote() {}

  /**
   * Reads a message; at most 16 MiB. Empty unless the input starts with a header of version 4 or 5
   * for TDX. Never throws.
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    Optional<Recognition> binary =
        read(
            bytes,
            "protobuf",
            GoTdxGuestQuote::wireHeader,
            (wire, type) -> WireReader.read(ByteBuffer.wrap(wire), type));
    return binary.isPresent()
        ? binary
        : read(
            bytes,
            "textproto (protobuf text)",
            GoTdxGuestQuote::textHeader,
            (text, type) -> new TextReader(text).read(type));
  }

  private interface HeaderReader {
    Optional<Message> read(byte[] bytes) throws MalformedException;
  }

  private interface MessageReader {
    Message read(byte[] bytes, MessageType type) throws MalformedException;
  }

  private static Optional<Recognition> read(
      byte[] bytes, String form, HeaderReader headers, MessageReader messages) {
    Optional<MessageType> type = type(bytes, headers);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    String name =
        "go-tdx-guest's "
            + form
            + (type.get() == MessageType.QUOTE_V4 ? " (QuoteV4)" : " (QuoteV5)");
    try {
      return Optional.of(quote(messages.read(bytes, type.get()), name));
    } catch (MalformedException e) {
      return Optional.of(
          refused(
              name + " that is incomplete or damaged, at byte " + e.offset() + ": " + e.problem()));
    }
  }

  private static Optional<MessageType> type(byte[] bytes, HeaderReader headers) {
    try {
      return headers
          .read(bytes)
          .filter(header -> header.integer("tee_type") == TDX)
          .flatMap(
              header ->
                  switch ((int) header.integer("version")) {
                    case 4 -> Optional.of(MessageType.QUOTE_V4);
                    case 5 -> Optional.of(MessageType.QUOTE_V5);
                    default -> Optional.empty();
                  });
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static Optional<Message> wireHeader(byte[] bytes) throws MalformedException {
    Cursor in = new Cursor(ByteBuffer.wrap(bytes));
    if (in.u8() != HEADER_KEY) {
      return Optional.empty();
    }
    return Optional.of(WireReader.read(in.bytes(WireReader.varint(in)), MessageType.HEADER));
  }

  private static Optional<Message> textHeader(byte[] bytes) throws MalformedException {
    return new TextReader(bytes).header();
  }

  private static Recognition quote(Message message, String name) {
    RawQuote quote = new RawQuote(message);
    List<String> missing = quote.missing();
    if (!missing.isEmpty()) {
      return refused(
          name
              + " without "
              + String.join(", ", missing.subList(0, Math.min(MAX_NAMED, missing.size())))
              + (missing.size() > MAX_NAMED ? " and " + (missing.size() - MAX_NAMED) + " more" : "")
              + ": incomplete");
    }
    if (!quote.contradictions().isEmpty()) {
      return refused(
          name + " whose sizes contradict its contents: " + quote.contradictions().get(0));
    }
    return Recognition.Parts.of(new Part.QuotePart(quote.bytes(), List.of()));
  }

  private static Recognition refused(String what) {
    return new Recognition.Refused(what + "; ask for the raw quote instead (attest -outform bin)");
  }
}
