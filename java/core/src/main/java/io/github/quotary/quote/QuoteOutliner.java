package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts bytes into parts, one after the other, until they end. */
final class QuoteOutliner {
  private final ByteBuffer data;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private int position;

  QuoteOutliner(ByteBuffer data) {
    this.data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    open.push(new Open("quote", 0, data.capacity(), data.capacity()));
  }

  /** The number that was read last under this name. */
  long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /** A field of this length; stops if the bytes end inside it. */
  void field(String name, QuotePart.Kind kind, long length) throws Stopped {
    int available = (int) Math.min(length, limit() - position);
    if (available > 0 || length == 0) {
      add(new QuotePart(name, kind, position, length, available, List.of()));
    }
    if (available == length && kind == QuotePart.Kind.NUMBER) {
      numbers.put(name, readNumber(available));
    }
    position += available;
    if (available < length) {
      throw stopped("there are " + available + " of the " + length + " bytes of " + name);
    }
  }

  /** Bytes of a length that the quote declares; none at all if it declares none. */
  void bytes(String name, long length) throws Stopped {
    field(name, QuotePart.Kind.BYTES, length);
  }

  /** A structure of known fields; gaps between them, and what follows them, are reserved. */
  void structure(String name, long length, List<LayoutField> fields) throws Stopped {
    open(name, length);
    int start = position;
    int reserved = 0;
    for (LayoutField field : fields) {
      int gap = start + field.offset() - position;
      if (gap > 0) {
        reserved++;
        field("reserved" + reserved, QuotePart.Kind.RESERVED, gap);
      }
      field(field.name(), field.kind(), field.size());
    }
    if (position < start + length) {
      field("reserved" + (reserved + 1), QuotePart.Kind.RESERVED, start + length - position);
    }
    close();
  }

  /** Begins a structure of a declared length, which may be more than there is. */
  void open(String name, long length) {
    int end = (int) Math.min(position + length, limit());
    open.push(new Open(name, position, end, length));
  }

  /** Ends the structure that was begun last. */
  void close() {
    Open done = open.pop();
    add(done.part());
  }

  /** What is left of the structure that was begun last, if anything. */
  void rest(String name) throws Stopped {
    if (position < limit()) {
      field(name, QuotePart.Kind.RESERVED, limit() - position);
    }
  }

  /** A stop at the current position. */
  Stopped stopped(String reason) {
    return new Stopped(new QuoteOutline.Stop(position, reason));
  }

  /** The whole: what is still open is closed, and bytes that were not reached are its rest. */
  QuotePart finish() {
    while (true) {
      if (position < limit()) {
        int length = limit() - position;
        add(new QuotePart("rest", QuotePart.Kind.RESERVED, position, length, length, List.of()));
        position += length;
      }
      if (open.size() == 1) {
        return open.element().part();
      }
      Open unfinished = open.pop();
      add(unfinished.part());
    }
  }

  private int limit() {
    return open.element().end;
  }

  private void add(QuotePart part) {
    open.element().parts.add(part);
  }

  private long readNumber(int length) {
    return switch (length) {
      case 1 -> data.get(position) & 0xffL;
      case 2 -> Short.toUnsignedLong(data.getShort(position));
      default -> Integer.toUnsignedLong(data.getInt(position));
    };
  }

  /** A structure whose parts are still being added. */
  private static final class Open {
    private final String name;
    private final int start;
    private final int end;
    private final long length;
    private final List<QuotePart> parts = new ArrayList<>();

    Open(String name, int start, int end, long length) {
      this.name = name;
      this.start = start;
      this.end = end;
      this.length = length;
    }

    QuotePart part() {
      return new QuotePart(
          name, QuotePart.Kind.STRUCTURE, start, length, end - start, List.copyOf(parts));
    }
  }

  /** The bytes end, or their meaning does; never leaves this package, and has no stack trace. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient QuoteOutline.Stop stop;

    Stopped(QuoteOutline.Stop stop) {
      super(stop.reason(), null, false, false);
      this.stop = stop;
    }

    QuoteOutline.Stop stop() {
      return stop;
    }
  }
}
