package io.github.quotary.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parsers of this project: no member twice, bounded depth and length of texts, no source text
 * in a message, no names interned. Stateless.
 *
 * <p>A parser of bytes guesses their encoding: {@link #encodingProblem} must have said nothing.
 */
public final class StrictJson {
  private static final int MARK_LENGTH = 3;
  private static final int LONGEST_UNIT = 4;
  private static final int DECODED_AT_ONCE = 1 << 13;

  private StrictJson() {}

  /**
   * A thread-safe factory of parsers.
   *
   * @param maxDepth of arrays and objects in each other
   * @param maxText of one text, in characters
   */
  public static JsonFactory factory(int maxDepth, int maxText) {
    return factory(maxDepth, maxText, Long.MAX_VALUE);
  }

  /**
   * A thread-safe factory of parsers for trees, in which every token takes memory.
   *
   * @param maxDepth of arrays and objects in each other
   * @param maxText of one text, in characters
   * @param maxTokens names, values, and starts and ends of arrays and objects; not heeded by
   *     Jackson before 2.18
   */
  public static JsonFactory factory(int maxDepth, int maxText, long maxTokens) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(constraints(maxDepth, maxText, maxTokens))
        .build();
  }

  private static StreamReadConstraints constraints(int maxDepth, int maxText, long maxTokens) {
    StreamReadConstraints.Builder limits =
        StreamReadConstraints.builder().maxNestingDepth(maxDepth).maxStringLength(maxText);
    try {
      limits.maxTokenCount(maxTokens);
    } catch (NoSuchMethodError e) {
      // Jackson before 2.18, which Spark 3.5 puts before ours: the input's size bounds the tokens.
    }
    return limits.build();
  }

  /** How many bytes a byte order mark of UTF-8 takes at the start: 3 or 0. */
  public static int markLength(byte[] text) {
    return startsWith(text, 0xef, 0xbb, 0xbf) ? MARK_LENGTH : 0;
  }

  /**
   * Why these bytes are not JSON in UTF-8; empty if they can be. A byte order mark may be there.
   */
  public static Optional<String> encodingProblem(byte[] json) {
    return encodingProblem(ByteBuffer.wrap(json));
  }

  /** The same of the buffer's remaining bytes; the position stays. */
  public static Optional<String> encodingProblem(ByteBuffer json) {
    byte[] start = new byte[Math.min(LONGEST_UNIT, json.remaining())];
    json.get(json.position(), start);
    if (startsWith(start, 0xfe, 0xff) || startsWith(start, 0xff, 0xfe) || hasNul(start)) {
      return Optional.of("its encoding is UTF-16 or UTF-32; save it as UTF-8");
    }
    int wrong = firstNotUtf8(json.slice());
    return wrong < 0
        ? Optional.empty()
        : Optional.of("byte " + wrong + " is not UTF-8; save it as UTF-8");
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** JSON starts with an ASCII character, which has a zero byte beside it in longer units. */
  private static boolean hasNul(byte[] start) {
    for (byte b : start) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static int firstNotUtf8(ByteBuffer in) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(Math.min(DECODED_AT_ONCE, Math.max(1, in.remaining())));
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }
}
