package io.github.quotary.domain.dstack.image;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A Linux kernel (bzImage) as QEMU hands it to the firmware: with a boot loader's entries in its
 * setup header, and for RTMR1 its Authenticode hash with those.
 *
 * <p>Source: the Linux/x86 boot protocol; QEMU's loader up to version 10.1.
 */
final class KernelImage {
  private static final int LEAST_SIZE = 0x1000;
  private static final int MAGIC_OFFSET = 0x202;
  private static final int MAGIC = 0x53726448; // "HdrS"
  private static final int PROTOCOL = 0x206;
  private static final int TYPE_OF_LOADER = 0x210;
  private static final int LOAD_FLAGS = 0x211;
  private static final int RAMDISK_IMAGE = 0x218;
  private static final int RAMDISK_SIZE = 0x21c;
  private static final int HEAP_END = 0x224;
  private static final int COMMAND_LINE = 0x228;
  private static final int XLOAD_FLAGS = 0x236;

  /** The lowest version with all of these entries; kernels have it since 2012. */
  private static final int LEAST_PROTOCOL = 0x20c;

  private static final int QEMU = 0xb0;
  private static final int LOADED_HIGH = 0x01;
  private static final int CAN_USE_HEAP = 0x80;
  private static final int ABOVE_4_GIB = 0x40;
  private static final int HEAP_MARGIN = 0x200;

  private static final long ACPI_SIZE = 0x28000;
  private static final long LOW_MEMORY = 0x8000_0000L;
  private static final long DEFAULT_MAX = 0x37ff_ffffL;
  private static final long UNLIMITED = 0xffff_ffffL;

  private final byte[] file;

  private KernelImage(byte[] file) {
    this.file = file;
  }

  /** A kernel; the array is not copied. */
  static KernelImage read(byte[] file) throws MalformedException {
    ByteBuffer kernel = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < LEAST_SIZE || kernel.getInt(MAGIC_OFFSET) != MAGIC) {
      throw new MalformedException(MAGIC_OFFSET, "not a Linux kernel image");
    }
    int protocol = Short.toUnsignedInt(kernel.getShort(PROTOCOL));
    if (protocol < LEAST_PROTOCOL) {
      throw new MalformedException(
          PROTOCOL, "unsupported kernel boot protocol 0x" + Integer.toHexString(protocol));
    }
    return new KernelImage(file);
  }

  /** Authenticode SHA-384 of what the firmware of such a VM gets to see. */
  Measurement authenticode(long initrdSize, long memorySize) throws MalformedException {
    return PeImage.authenticode(patched(initrdSize, memorySize));
  }

  private byte[] patched(long initrdSize, long memorySize) throws MalformedException {
    byte[] patched = file.clone();
    ByteBuffer kernel = ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN);
    boolean high = (kernel.get(LOAD_FLAGS) & LOADED_HIGH) != 0;
    int setup = high ? 0x10000 : 0x90000;
    int commandLine = high ? 0x20000 : 0x9a000;
    kernel.put(TYPE_OF_LOADER, (byte) QEMU);
    kernel.put(LOAD_FLAGS, (byte) (kernel.get(LOAD_FLAGS) | CAN_USE_HEAP));
    kernel.putInt(HEAP_END, commandLine - setup - HEAP_MARGIN);
    kernel.putInt(COMMAND_LINE, commandLine);
    if (initrdSize > 0) {
      long limit = initrdLimit(kernel, memorySize);
      if (initrdSize >= limit) {
        throw new MalformedException(0, "the initial RAM disk is too large for the memory");
      }
      kernel.putInt(RAMDISK_IMAGE, (int) (limit - initrdSize & ~0xfffL));
      kernel.putInt(RAMDISK_SIZE, (int) initrdSize);
    }
    return patched;
  }

  /** The address that an initial RAM disk must end below. */
  private static long initrdLimit(ByteBuffer kernel, long memorySize) throws MalformedException {
    boolean anywhere = (kernel.getShort(XLOAD_FLAGS) & ABOVE_4_GIB) != 0;
    long limit = anywhere ? UNLIMITED : DEFAULT_MAX;
    long low = memorySize < TdHob.HIGH_MEMORY ? TdHob.HIGH_MEMORY : LOW_MEMORY;
    long available = Math.min(memorySize, low) - ACPI_SIZE;
    if (available <= 0) {
      throw new MalformedException(0, "the VM has too little memory");
    }
    return limit >= available ? available - 1 : limit;
  }
}
