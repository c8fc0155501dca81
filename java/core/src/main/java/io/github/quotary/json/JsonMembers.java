package io.github.quotary.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The members that an object can have, numbered from 0 in the order in which they are usually
 * written. Immutable.
 */
public final class JsonMembers {
  private static final int MAX = Integer.SIZE - 1;

  /** In quotation marks. */
  private final byte[][] names;

  private JsonMembers(byte[][] names) {
    this.names = names;
  }

  /**
   * Members of these names, at most 31, of printable ASCII without quotation marks and backslashes.
   */
  public static JsonMembers of(String... names) {
    if (names.length > MAX) {
      throw new IllegalArgumentException("More than " + MAX + " members");
    }
    byte[][] quoted = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      quoted[i] = ('"' + names[i] + '"').getBytes(StandardCharsets.US_ASCII);
    }
    return new JsonMembers(quoted);
  }

  /** Which member's name, with its quotation marks, stands there; -1 for none. */
  int find(byte[] text, int at, int first) {
    for (int i = first; i < names.length; i++) {
      if (stands(text, at, names[i])) {
        return i;
      }
    }
    for (int i = 0; i < first; i++) {
      if (stands(text, at, names[i])) {
        return i;
      }
    }
    return -1;
  }

  int lengthOf(int member) {
    return names[member].length;
  }

  private static boolean stands(byte[] text, int at, byte[] name) {
    int end = at + name.length;
    return end <= text.length
        && text[at + 1] == name[1]
        && Arrays.equals(text, at, end, name, 0, name.length);
  }
}
