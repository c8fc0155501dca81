package io.github.quotary.evidence.collateral;

import io.github.quotary.evidence.text.JsonTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds collateral in a JSON value, wherever it lies. */
final class CollateralSearch {
  private static final int MAX_DEPTH = 8;

  private final List<Found> found = new ArrayList<>();

  private CollateralSearch() {}

  /**
   * An object that is collateral.
   *
   * @param place as a prefix of its members' places: empty, or with a dot at its end
   */
  record Found(Node.Obj object, String place) {
    private CollateralFile read() {
      return PlatformsObject.matches(object)
          ? new CollateralFile.Several(PlatformsObject.read(object, place))
          : new CollateralFile.Single(CollateralObject.read(object, place));
    }

    private String shown() {
      return place.isEmpty() ? "the file itself" : place.substring(0, place.length() - 1);
    }
  }

  static List<Found> in(Node root) {
    CollateralSearch search = new CollateralSearch();
    search.visit(root, "", 0);
    return search.found;
  }

  /**
   * The only one.
   *
   * @throws CollateralFormatException if it is incomplete, or if there are several that differ
   */
  static CollateralFile single(List<Found> found) {
    Map<CollateralFile, String> distinct = new LinkedHashMap<>();
    for (Found each : found) {
      distinct.putIfAbsent(each.read(), each.shown());
    }
    if (distinct.size() > 1) {
      throw new CollateralFormatException(
          "it holds "
              + distinct.size()
              + " different collaterals, at "
              + String.join(" and ", distinct.values())
              + "; leave one");
    }
    return distinct.keySet().iterator().next();
  }

  private void visit(Node node, String place, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node instanceof Node.Obj object) {
      if (PlatformsObject.matches(object) || CollateralObject.matches(object)) {
        found.add(new Found(object, place));
      } else {
        object.members().forEach((name, member) -> visit(member, place + name + ".", depth + 1));
      }
    } else if (node instanceof Node.Arr array) {
      String name = place.isEmpty() ? "" : place.substring(0, place.length() - 1);
      for (int i = 0; i < array.elements().size(); i++) {
        visit(array.elements().get(i), name + "[" + i + "].", depth + 1);
      }
    } else if (node instanceof Node.Text text && mayHold(text.value())) {
      visitText(text.value(), place, depth);
    }
  }

  private static boolean mayHold(String text) {
    return (text.startsWith("{") || text.startsWith("["))
        && text.toLowerCase(Locale.ROOT).contains("crl");
  }

  /** JSON in a text; what is not strict JSON there is not this file's matter. */
  private void visitText(String text, String place, int depth) {
    Node inner;
    try {
      inner = NodeReader.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonTextException e) {
      return;
    }
    visit(inner, place, depth + 1);
  }
}
