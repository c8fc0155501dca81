package io.github.quotary.evidence.part;

import java.util.List;

/** The answer of a reader that recognises an input as its own. */
public sealed interface Recognition {
  /**
   * The input was read.
   *
   * @param parts what it holds; at least one
   * @param otherwise what to say if none of the parts proves to be anything
   */
  record Parts(List<Part> parts, String otherwise) implements Recognition {
    /** The parts, in their order. */
    public Parts {
      parts = List.copyOf(parts);
    }

    /** The parts, in their order. */
    public Parts(List<Part> parts) {
      this(parts, "");
    }

    /** The parts, in their order. */
    public static Parts of(Part... parts) {
      return new Parts(List.of(parts));
    }
  }

  /**
   * The input is of this reader's form, but is not supported, or lacks something.
   *
   * @param reason what it is, what is wrong with it, and what to do, in one sentence
   */
  record Refused(String reason) implements Recognition {}
}
