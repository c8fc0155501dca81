package io.github.quotary.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The members that an object can have, numbered from 0 in the order in which they are usually
 * written. Immutable.
 */
public final class JsonMembers {
  private static final int MAX = Integer.SIZE - 1;

  private final SerializableString[] names;

  private JsonMembers(SerializableString[] names) {
    this.names = names;
  }

  /** Members of these names, at most 31. */
  public static JsonMembers of(String... names) {
    if (names.length > MAX) {
      throw new IllegalArgumentException("More than " + MAX + " members");
    }
    SerializableString[] serialized = new SerializableString[names.length];
    for (int i = 0; i < names.length; i++) {
      serialized[i] = new SerializedString(names[i]);
    }
    return new JsonMembers(serialized);
  }

  int count() {
    return names.length;
  }

  SerializableString name(int member) {
    return names[member];
  }

  /** The number of the member of this name; -1 for none. */
  int find(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].getValue().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
