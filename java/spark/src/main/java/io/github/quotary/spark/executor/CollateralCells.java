package io.github.quotary.spark.executor;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.collateral.CollateralFormatException;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.input.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collateral of a column. Rows of one platform mostly have the same: what was read last is cached,
 * up to {@value #CACHED_BYTES} bytes. Not thread-safe.
 */
final class CollateralCells {
  private static final int CACHED_BYTES = 16 << 20;
  private static final int MAX_BYTES = 4 << 20;

  /** The one used last longest ago comes first. */
  private final Map<Text, Collateral> cached = new LinkedHashMap<>(16, 0.75f, true);

  private int size;

  /**
   * The collateral of a cell.
   *
   * @param cell {@code byte[]} or a text
   * @throws InputException if it is not collateral of one platform
   */
  Collateral of(Object cell) {
    byte[] json =
        cell instanceof byte[] bytes ? bytes : cell.toString().getBytes(StandardCharsets.UTF_8);
    if (json.length > MAX_BYTES) {
      throw new InputException(
          "it has " + json.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    Text text = new Text(json);
    Collateral known = cached.get(text);
    if (known == null) {
      known = parse(json);
      cached.put(text, known);
      size += json.length;
      drop();
    }
    return known;
  }

  /** Drops until there is room. */
  private void drop() {
    Iterator<Text> oldest = cached.keySet().iterator();
    while (size > CACHED_BYTES && oldest.hasNext()) {
      size -= oldest.next().bytes.length;
      oldest.remove();
    }
  }

  /** How many bytes are cached. */
  int size() {
    return size;
  }

  private static Collateral parse(byte[] json) {
    try {
      if (CollateralReader.parse(json) instanceof CollateralFile.Single single) {
        return single.collateral();
      }
    } catch (CollateralFormatException e) {
      throw new InputException(e.problem());
    }
    throw new InputException(
        "it holds collateral of several platforms; a row needs that of its own");
  }

  /** Bytes that are told apart by a few of them, and compared by all. */
  private static final class Text {
    private static final int STEP = 997;

    private final byte[] bytes;
    private final int hash;

    Text(byte[] bytes) {
      this.bytes = bytes;
      int sum = bytes.length;
      for (int i = bytes.length - 1; i >= 0; i -= STEP) {
        sum = 31 * sum + bytes[i];
      }
      hash = sum;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
