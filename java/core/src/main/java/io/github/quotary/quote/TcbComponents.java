package io.github.quotary.quote;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sixteen security version numbers, each 0 to 255: a platform's SGX components, a level's SGX or
 * TDX components, or a TEE_TCB_SVN. Immutable.
 *
 * <p>{@link #compareTo} is the order in which Intel's QVL sorts TCB levels (lexicographic, as
 * unsigned bytes); {@link #dominates} is the order in which it matches them (every component).
 */
public final class TcbComponents implements Comparable<TcbComponents> {
  /** Number of components. */
  public static final int COUNT = 16;

  private final byte[] svns;

  private TcbComponents(byte[] svns) {
    this.svns = svns;
  }

  /**
   * Components from one byte each.
   *
   * @throws IllegalArgumentException unless there are sixteen
   */
  public static TcbComponents of(byte[] svns) {
    if (svns.length != COUNT) {
      throw new IllegalArgumentException("Expected 16 components, not " + svns.length);
    }
    return new TcbComponents(svns.clone());
  }

  static TcbComponents read(ByteBuffer data, int offset) {
    byte[] svns = new byte[COUNT];
    data.get(offset, svns);
    return new TcbComponents(svns);
  }

  /** The component at this index (0 to 15), 0 to 255. */
  public int svn(int index) {
    return svns[index] & 0xff;
  }

  /** Whether every component is at least the other's. */
  public boolean dominates(TcbComponents other) {
    return dominatesFrom(0, other);
  }

  /** Whether every component from this index on is at least the other's. */
  public boolean dominatesFrom(int first, TcbComponents other) {
    for (int i = first; i < COUNT; i++) {
      if (svn(i) < other.svn(i)) {
        return false;
      }
    }
    return true;
  }

  /** The larger of both in each component. */
  public TcbComponents max(TcbComponents other) {
    byte[] larger = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      larger[i] = (byte) Math.max(svn(i), other.svn(i));
    }
    return new TcbComponents(larger);
  }

  /**
   * These components with another SVN at this index.
   *
   * @throws IllegalArgumentException unless the SVN is 0 to 255
   */
  public TcbComponents with(int index, int svn) {
    if (svn < 0 || svn > 0xff) {
      throw new IllegalArgumentException("SVN " + svn + "; 0 to 255 are possible");
    }
    byte[] changed = svns.clone();
    changed[index] = (byte) svn;
    return new TcbComponents(changed);
  }

  @Override
  public int compareTo(TcbComponents other) {
    return Arrays.compareUnsigned(svns, other.svns);
  }

  /** A copy, one byte a component. */
  public byte[] toByteArray() {
    return svns.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TcbComponents components && Arrays.equals(svns, components.svns);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(svns);
  }

  /** The components in decimal, for example {@code 3 0 5 0 ...}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < COUNT; i++) {
      text.append(i == 0 ? "" : " ").append(svn(i));
    }
    return text.toString();
  }
}
