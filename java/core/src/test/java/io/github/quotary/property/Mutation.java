package io.github.quotary.property;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A change to some bytes, at a place that is given as a share of their length so that it fits any.
 *
 * @param kind what is done
 * @param place 0 is the first byte, 1 behind the last
 * @param value a byte, a mask, a number or a length, as the kind has it
 */
record Mutation(Kind kind, double place, int value) {
  /** What can be done. */
  enum Kind {
    FLIP {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
          changed[at] ^= (byte) (value | 1);
        }
        return changed;
      }
    },
    OVERWRITE {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < Integer.BYTES && at + i < changed.length; i++) {
          changed[at + i] = (byte) (value >>> 8 * i);
        }
        return changed;
      }
    },
    CUT {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        return Arrays.copyOf(bytes, at);
      }
    },
    REMOVE {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        int end = Math.min(bytes.length, at + (value & 0x1ff) + 1);
        byte[] changed = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, changed, at, bytes.length - end);
        return changed;
      }
    },
    INSERT {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        int length = (value & 0x1ff) + 1;
        byte[] changed = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, changed, at + length, bytes.length - at);
        Arrays.fill(changed, at, at + length, (byte) (value >>> 16));
        return changed;
      }
    },
    REPEAT {
      @Override
      byte[] apply(byte[] bytes, int at, int value) {
        int start = Math.max(0, at - (value & 0x1ff) - 1);
        byte[] changed = Arrays.copyOf(bytes, bytes.length + at - start);
        System.arraycopy(bytes, start, changed, at, bytes.length - start);
        return changed;
      }
    };

    abstract byte[] apply(byte[] bytes, int at, int value);
  }

  private static final List<Integer> SPECIAL =
      List.of(
          0, 1, 5, 6, 7, 0x7f, 0x80, 0xff, 0x100, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, -1);

  byte[] apply(byte[] bytes) {
    return kind.apply(bytes, (int) (place * bytes.length), value);
  }

  static byte[] applyAll(List<Mutation> mutations, byte[] bytes) {
    byte[] changed = bytes;
    for (Mutation mutation : mutations) {
      changed = mutation.apply(changed);
    }
    return changed;
  }

  /** One to five changes, anywhere. */
  static Arbitrary<List<Mutation>> some() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.oneOf(Arbitraries.of(SPECIAL), Arbitraries.integers()))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
