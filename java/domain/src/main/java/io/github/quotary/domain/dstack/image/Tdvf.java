package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A TDX virtual firmware (OVMF): where its sections go, and the MRTD that it gives.
 *
 * <p>A table of entries (contents, u16 length, GUID) ends 32 bytes before the end of the file; it
 * is read backwards, its last entry being the footer with the length of all. The entry for TDX ends
 * with the distance of the descriptor from the end of the file: "TDVF", u32 length, u32 version 1,
 * u32 number of sections, and for each 32 bytes.
 *
 * <p>Sources: Intel TDX Virtual Firmware Design Guide, TDVF descriptor; Intel TDX Module
 * specification, TDH.MEM.PAGE.ADD and TDH.MR.EXTEND.
 */
final class Tdvf {
  private static final UUID FOOTER = UUID.fromString("96b582de-1fb2-45f7-baea-a366c55a082d");
  private static final UUID TDX = UUID.fromString("e47a6535-984a-4798-865e-4685a7bf8ec2");
  private static final int AFTER_FOOTER = 32;
  private static final int GUID_SIZE = 16;
  private static final int ENTRY_END = GUID_SIZE + Short.BYTES;

  private static final int SIGNATURE = 0x46564454; // "TDVF"
  private static final int DESCRIPTOR_SIZE = 16;
  private static final int SECTION_SIZE = 32;
  private static final int MAX_SECTIONS = 256;
  private static final int TD_HOB = 2;
  private static final int TEMP_MEM = 3;
  private static final int EXTENDED = 1;
  private static final int AUGMENTED = 2;

  private static final int PAGE = 0x1000;
  private static final int CHUNK = 0x100;
  private static final int BLOCK = 128;
  private static final int BLOCK_ADDRESS = 16;
  private static final long MAX_MEMORY = 1L << 30;

  /**
   * 32 bytes of the descriptor: u32 offset, u32 size, u64 address, u64 size, u32 type, u32
   * attributes.
   */
  private record Section(
      long offset, long size, long address, long memorySize, long type, long attributes) {}

  private final ByteBuffer file;
  private final List<Section> sections;

  private Tdvf(ByteBuffer file, List<Section> sections) {
    this.file = file;
    this.sections = sections;
  }

  /** Reads the sections of a firmware. */
  static Tdvf read(byte[] firmware) throws MalformedException {
    ByteBuffer file = ByteBuffer.wrap(firmware).order(ByteOrder.LITTLE_ENDIAN);
    int descriptor = descriptor(file);
    if (descriptor > file.limit() - DESCRIPTOR_SIZE
        || file.getInt(descriptor) != SIGNATURE
        || file.getInt(descriptor + 8) != 1) {
      throw new MalformedException(descriptor, "not a TDVF descriptor of version 1");
    }
    long count = Integer.toUnsignedLong(file.getInt(descriptor + 12));
    int first = descriptor + DESCRIPTOR_SIZE;
    if (count > MAX_SECTIONS || count * SECTION_SIZE > file.limit() - first) {
      throw new MalformedException(descriptor, "a TDVF descriptor of " + count + " sections");
    }
    List<Section> sections = new ArrayList<>();
    long memory = 0;
    for (int i = 0; i < count; i++) {
      Section section = section(file, first + i * SECTION_SIZE);
      memory += section.memorySize();
      if (memory > MAX_MEMORY) {
        throw new MalformedException(first, "TDVF sections of more than 1 GiB");
      }
      sections.add(section);
    }
    return new Tdvf(file, sections);
  }

  /** Follows the table to the descriptor. */
  private static int descriptor(ByteBuffer file) throws MalformedException {
    int footer = file.limit() - AFTER_FOOTER;
    if (footer < ENTRY_END || !isGuid(file, footer, FOOTER)) {
      throw new MalformedException(Math.max(0, footer), "no OVMF table at the end of the firmware");
    }
    int end = footer - ENTRY_END;
    int start = footer - length(file, footer);
    if (start < 0) {
      throw new MalformedException(footer, "an OVMF table longer than the firmware");
    }
    while (end - start >= ENTRY_END) {
      int length = length(file, end);
      if (length < ENTRY_END || length > end - start) {
        throw new MalformedException(end, "a malformed OVMF table");
      }
      if (isGuid(file, end, TDX) && length >= ENTRY_END + Integer.BYTES) {
        long distance = Integer.toUnsignedLong(file.getInt(end - ENTRY_END - Integer.BYTES));
        if (distance > file.limit()) {
          throw new MalformedException(end, "a TDVF descriptor before the start of the firmware");
        }
        return (int) (file.limit() - distance);
      }
      end -= length;
    }
    throw new MalformedException(start, "the firmware has no TDX entry");
  }

  private static boolean isGuid(ByteBuffer file, int end, UUID guid) {
    ByteBuffer bytes = ByteBuffer.allocate(GUID_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    RegisterLog.putGuid(bytes, guid);
    return file.slice(end - GUID_SIZE, GUID_SIZE).equals(bytes.flip());
  }

  private static int length(ByteBuffer file, int end) {
    return Short.toUnsignedInt(file.getShort(end - ENTRY_END));
  }

  private static Section section(ByteBuffer file, int at) throws MalformedException {
    Section section =
        new Section(
            Integer.toUnsignedLong(file.getInt(at)),
            Integer.toUnsignedLong(file.getInt(at + 4)),
            file.getLong(at + 8),
            file.getLong(at + 16),
            Integer.toUnsignedLong(file.getInt(at + 24)),
            Integer.toUnsignedLong(file.getInt(at + 28)));
    boolean sane =
        section.address() >= 0
            && section.address() % PAGE == 0
            && section.memorySize() >= 0
            && section.memorySize() <= MAX_MEMORY
            && section.memorySize() % PAGE == 0
            && section.memorySize() >= section.size();
    boolean extended = (section.attributes() & EXTENDED) != 0;
    boolean whole =
        section.size() == section.memorySize() && section.offset() + section.size() <= file.limit();
    if (!sane || (extended && !whole)) {
      throw new MalformedException(at, "a malformed TDVF section");
    }
    return section;
  }

  /** MRTD with pages added in this order. */
  Measurement mrtd(ImageRegisters.PageOrder order) {
    MessageDigest sha384 = Sha2.newDigest("SHA-384");
    for (Section section : sections) {
      int pages = (int) (section.memorySize() / PAGE);
      if (order == ImageRegisters.PageOrder.TWO_PASS) {
        for (int page = 0; page < pages; page++) {
          add(sha384, section, page);
        }
      }
      for (int page = 0; page < pages; page++) {
        if (order == ImageRegisters.PageOrder.SINGLE_PASS) {
          add(sha384, section, page);
        }
        extend(sha384, section, page);
      }
    }
    return Measurement.of(sha384.digest());
  }

  private static void add(MessageDigest sha384, Section section, int page) {
    if ((section.attributes() & AUGMENTED) == 0) {
      sha384.update(block("MEM.PAGE.ADD", section.address() + (long) page * PAGE));
    }
  }

  private void extend(MessageDigest sha384, Section section, int page) {
    if ((section.attributes() & EXTENDED) == 0) {
      return;
    }
    for (int chunk = 0; chunk < PAGE; chunk += CHUNK) {
      long at = (long) page * PAGE + chunk;
      sha384.update(block("MR.EXTEND", section.address() + at));
      sha384.update(file.slice((int) (section.offset() + at), CHUNK));
    }
  }

  private static byte[] block(String operation, long address) {
    byte[] block = new byte[BLOCK];
    byte[] name = operation.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, block, 0, name.length);
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putLong(BLOCK_ADDRESS, address);
    return block;
  }

  /** The list of memory ranges that QEMU makes for it. */
  TdHob tdHob() throws MalformedException {
    List<TdHob.Range> accepted = new ArrayList<>();
    long address = -1;
    for (Section section : sections) {
      if (section.type() == TD_HOB || section.type() == TEMP_MEM) {
        accepted.add(new TdHob.Range(section.address(), section.address() + section.memorySize()));
      }
      if (section.type() == TD_HOB) {
        if (address >= 0) {
          throw new MalformedException(0, "the firmware has two TD HOB sections");
        }
        address = section.address();
      }
    }
    if (address < 0) {
      throw new MalformedException(0, "the firmware has no TD HOB section");
    }
    return new TdHob(address, accepted);
  }
}
