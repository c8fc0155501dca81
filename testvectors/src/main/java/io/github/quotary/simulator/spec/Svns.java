package io.github.quotary.simulator.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sixteen component security version numbers.
 *
 * @param values the numbers, component 1 first; not limited to an octet, so that overflow can be
 *     tested
 */
public record Svns(List<Integer> values) {
  /** How many components there are. */
  public static final int COUNT = 16;

  /** Copies the list, which must have 16 numbers. */
  public Svns {
    values = List.copyOf(values);
    if (values.size() != COUNT) {
      throw new IllegalArgumentException("16 components, not " + values.size());
    }
  }

  /** The given components first, zeros after them. */
  public static Svns of(int... first) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(COUNT, 0));
    for (int i = 0; i < first.length; i++) {
      all.set(i, first[i]);
    }
    return new Svns(all);
  }

  /** The same numbers with another value at {@code index} (from 0). */
  public Svns with(int index, int value) {
    List<Integer> all = new ArrayList<>(values);
    all.set(index, value);
    return new Svns(all);
  }

  /** The numbers as 16 octets, each modulo 256. */
  public byte[] toBytes() {
    byte[] bytes = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      bytes[i] = values.get(i).byteValue();
    }
    return bytes;
  }
}
