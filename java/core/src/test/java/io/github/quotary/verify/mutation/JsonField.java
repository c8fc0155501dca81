package io.github.quotary.verify.mutation;

import io.github.quotary.fixture.JsonDoc;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A member of Intel's signed documents, and what its change leads to when the document is signed
 * anew. Without that, the signature is blamed, but for what makes the document malformed.
 *
 * @param path a pattern of paths, in which a star is the number of an element
 * @param kind what its values are
 * @param changed the verdict on another value of the kind
 * @param removed the verdict where it is left out
 */
record JsonField(String path, JsonKind kind, Judge changed, Judge removed) {
  private static final Pattern NUMBER = Pattern.compile("/[0-9]+(?=/|$)");

  /** What a change leads to. */
  @FunctionalInterface
  interface Judge {
    /**
     * The verdict.
     *
     * @param path where exactly
     * @param value what stands there now; empty where nothing does
     * @param document with the change
     */
    String of(String path, String value, JsonDoc document);

    /** The same verdict whatever the change. */
    static Judge always(String verdict) {
      return (path, value, document) -> verdict;
    }
  }

  /** The one field of this path. */
  static JsonField find(List<JsonField> table, String path) {
    String pattern = NUMBER.matcher(path).replaceAll("/*");
    List<JsonField> found = table.stream().filter(field -> field.path.equals(pattern)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " rows for " + path);
    }
    return found.get(0);
  }

  @Override
  public String toString() {
    return path;
  }
}
