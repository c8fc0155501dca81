package io.github.quotary.collateral;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document, such as {@code tcbInfo.tcbLevels[0].tcb}: made into text only
 * for a message, since nearly every document is right.
 *
 * @param container the path of what it is in; null for the document's own object
 * @param name of the member; null for an element of an array
 * @param index of the element
 */
record JsonPath(@Nullable JsonPath container, @Nullable String name, int index) {
  static JsonPath of(String name) {
    return new JsonPath(null, name, 0);
  }

  JsonPath member(String member) {
    return new JsonPath(this, member, 0);
  }

  JsonPath element(int element) {
    return new JsonPath(this, null, element);
  }

  @Override
  public String toString() {
    String step = name == null ? "[" + index + "]" : name;
    if (container == null) {
      return step;
    }
    return name == null ? container + step : container + "." + step;
  }
}
