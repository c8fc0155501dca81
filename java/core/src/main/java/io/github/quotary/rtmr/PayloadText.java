package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text in payloads: UTF-8, with NUL bytes at its end or not. */
final class PayloadText {
  private PayloadText() {}

  /** The text; bytes that are no UTF-8 become U+FFFD. */
  static String of(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(withoutNuls(bytes)).toString();
  }

  /** A view of the bytes before the NULs at the end. */
  static ByteBuffer withoutNuls(ByteBuffer bytes) {
    int end = bytes.limit();
    while (end > 0 && bytes.get(end - 1) == 0) {
      end--;
    }
    return bytes.slice(0, end);
  }
}
