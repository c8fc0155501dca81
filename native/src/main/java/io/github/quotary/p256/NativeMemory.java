package io.github.quotary.p256;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory outside the heap, at a multiple of 64 bytes, freed once nobody can reach this object any
 * more. Whoever gives its address to C must hold this object until C has returned.
 */
final class NativeMemory {
  private static final Cleaner CLEANER = Cleaner.create();

  private final long address;
  private final long bytes;

  private NativeMemory(long address, long bytes) {
    this.address = address;
    this.bytes = bytes;
  }

  /** Bytes that one owner may have at a time, freed ones given back. Thread-safe. */
  static final class Budget {
    private final long max;
    private final AtomicLong taken = new AtomicLong();

    Budget(long max) {
      this.max = max;
    }

    private boolean take(long bytes) {
      if (taken.addAndGet(bytes) <= max) {
        return true;
      }
      taken.addAndGet(-bytes);
      return false;
    }

    private void giveBack(long bytes) {
      taken.addAndGet(-bytes);
    }

    /** Bytes that are not freed yet. */
    long taken() {
      return taken.get();
    }
  }

  /** Memory filled with zeros; empty if budget or system has no more. */
  static Optional<NativeMemory> allocate(long bytes, Budget budget) {
    if (!budget.take(bytes)) {
      return Optional.empty();
    }
    long address = P256Native.allocate(bytes);
    if (address == 0) {
      budget.giveBack(bytes);
      return Optional.empty();
    }
    NativeMemory memory = new NativeMemory(address, bytes);
    CLEANER.register(memory, () -> free(address, bytes, budget));
    return Optional.of(memory);
  }

  private static void free(long address, long bytes, Budget budget) {
    P256Native.free(address);
    budget.giveBack(bytes);
  }

  long address() {
    return address;
  }

  /** The first bytes, in the processor's order; it does not keep this object reachable. */
  ByteBuffer buffer(long length) {
    ByteBuffer buffer = P256Native.buffer(address, Math.min(length, bytes));
    if (buffer == null) {
      throw new OutOfMemoryError("No view of native memory");
    }
    return buffer.order(ByteOrder.nativeOrder());
  }
}
