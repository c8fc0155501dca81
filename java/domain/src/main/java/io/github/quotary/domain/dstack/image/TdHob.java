package io.github.quotary.domain.dstack.image;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The list of memory ranges that QEMU hands to the firmware, and the firmware measures first into
 * RTMR0. It follows from where the firmware wants its own memory, and from how much the VM has.
 *
 * @param address where the list lies
 * @param accepted the firmware's own ranges, which are accepted before it starts
 */
record TdHob(long address, List<Range> accepted) {
  /**
   * Memory.
   *
   * @param start first byte
   * @param end byte behind the last
   */
  record Range(long start, long end) {}

  private static final long PAGE = 0x1000;
  private static final long GIB_2 = 0x8000_0000L;
  private static final long GIB_4 = 0x1_0000_0000L;

  /** From here on QEMU puts all memory but the first 2 GiB above 4 GiB. */
  static final long HIGH_MEMORY = 0xb000_0000L;

  private static final int MAX_RANGES = 256;
  private static final long MAX_PAGES = 1L << 36;

  private static final int HEADER_SIZE = 56;
  private static final int RESOURCE_SIZE = 48;
  private static final int END_MARKER_SIZE = 8;
  private static final int ACCEPTED = 0;
  private static final int UNACCEPTED = 7;

  /**
   * Reads the compact form: unsigned LEB128 integers base page, list's page less base, number of
   * ranges, and for each its first page less base and its number of pages.
   */
  static TdHob readWitness(ByteBuffer witness) throws MalformedException {
    Cursor in = new Cursor(witness);
    long base = pages(in);
    long address = (base + pages(in)) * PAGE;
    long count = pages(in);
    if (count > MAX_RANGES) {
      throw in.malformed("a TD HOB of " + count + " ranges");
    }
    List<Range> ranges = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long start = base + pages(in);
      ranges.add(new Range(start * PAGE, (start + pages(in)) * PAGE));
    }
    in.requireEnd();
    return new TdHob(address, ranges);
  }

  private static long pages(Cursor in) throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 7; shift += 7) {
      int octet = in.u8();
      value |= (long) (octet & 0x7f) << shift;
      if (value > MAX_PAGES) {
        break;
      }
      if (octet < 0x80) {
        return value;
      }
    }
    throw in.malformed("a page count beyond the address space");
  }

  /** SHA-384 of the list for a VM with so much memory, without its end marker. */
  Measurement digest(long memorySize) throws MalformedException {
    List<Resource> resources = resources(memorySize);
    int size = HEADER_SIZE + RESOURCE_SIZE * resources.size();
    ByteBuffer hob = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    hob.putShort((short) 1).putShort((short) HEADER_SIZE).putInt(0).putInt(9).putInt(0);
    hob.putLong(0).putLong(0).putLong(0).putLong(0);
    hob.putLong(address + size + END_MARKER_SIZE);
    for (Resource resource : resources) {
      hob.putShort((short) 3).putShort((short) RESOURCE_SIZE).putInt(0).putLong(0).putLong(0);
      hob.putInt(resource.type()).putInt(7);
      hob.putLong(resource.start()).putLong(resource.length());
    }
    return RegisterLog.sha384(hob.array());
  }

  private record Resource(int type, long start, long length) {}

  private List<Resource> resources(long memorySize) throws MalformedException {
    List<Range> sorted = new ArrayList<>(accepted);
    sorted.sort(Comparator.comparingLong(Range::start));
    List<Resource> resources = new ArrayList<>();
    long at = 0;
    for (Range range : sorted) {
      if (range.start() < at || range.end() <= range.start() || range.end() >= memorySize) {
        throw new MalformedException(0, "TD HOB ranges that overlap or exceed the memory");
      }
      add(resources, UNACCEPTED, at, range.start());
      add(resources, ACCEPTED, range.start(), range.end());
      at = range.end();
    }
    if (memorySize < HIGH_MEMORY) {
      add(resources, UNACCEPTED, at, memorySize);
    } else {
      add(resources, UNACCEPTED, at, GIB_2);
      add(resources, UNACCEPTED, GIB_4, GIB_4 + memorySize - GIB_2);
    }
    return resources;
  }

  private static void add(List<Resource> resources, int type, long start, long end) {
    if (start < end) {
      resources.add(new Resource(type, start, end - start));
    }
  }
}
