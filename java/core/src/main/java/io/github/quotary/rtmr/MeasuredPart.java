package io.github.quotary.rtmr;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the digest of a firmware event is over its payload, or over which part of it.
 * Only a hash that comes out proves anything; the event's type merely says where to look.
 *
 * @param bytes what was hashed
 * @param whole whether that is the whole payload
 */
record MeasuredPart(ByteBuffer bytes, boolean whole) {
  private static final ByteBuffer PREFIX_END =
      ByteBuffer.wrap(": ".getBytes(StandardCharsets.US_ASCII));

  /** The part whose SHA-384 is the event's digest; null if there is none. */
  static @Nullable MeasuredPart of(BootEvent event) {
    ByteBuffer payload = event.unprovenPayload();
    if (!payload.hasRemaining()) {
      return null;
    }
    MessageDigest sha384 = Sha2.newDigest("SHA-384");
    if (isDigestOf(sha384, event.digest(), payload)) {
      return new MeasuredPart(payload, true);
    }
    ByteBuffer part = candidate(event);
    return part != null && isDigestOf(sha384, event.digest(), part)
        ? new MeasuredPart(part, false)
        : null;
  }

  /** Whether the TCG has this type's digest made of the payload, and of nothing else. */
  static boolean mustExist(BootEvent event) {
    EventType type = event.type();
    return event.unprovenPayload().hasRemaining()
        && (type.equals(EventType.SEPARATOR)
            || type.equals(EventType.EFI_ACTION)
            || type.equals(EventType.EFI_VARIABLE_DRIVER_CONFIG));
  }

  /** A variable's value, a tag's content, what follows a boot loader's "grub_cmd: ". */
  private static @Nullable ByteBuffer candidate(BootEvent event) {
    EventData data = event.unprovenData();
    if (data instanceof EventData.Variable variable) {
      return variable.value();
    } else if (data instanceof EventData.Tagged tagged) {
      return tagged.content();
    } else if (data instanceof EventData.Ipl) {
      return afterPrefix(PayloadText.withoutNuls(event.unprovenPayload()));
    }
    return null;
  }

  private static ByteBuffer afterPrefix(ByteBuffer text) {
    for (int i = 0; i + PREFIX_END.limit() <= text.limit(); i++) {
      if (text.slice(i, PREFIX_END.limit()).equals(PREFIX_END)) {
        int start = i + PREFIX_END.limit();
        return text.slice(start, text.limit() - start);
      }
    }
    return text;
  }

  private static boolean isDigestOf(MessageDigest sha384, Measurement digest, ByteBuffer bytes) {
    sha384.update(bytes.duplicate());
    return Measurement.of(sha384.digest()).equals(digest);
  }
}
