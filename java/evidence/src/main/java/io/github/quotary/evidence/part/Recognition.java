package io.github.quotary.evidence.part;

import java.util.List;

/** The answer of a reader that recognises an input as its own. */
public sealed interface Recognition {
  /**
   * The input was read.
   *
   * @param parts what it holds
   * @param otherwise what to say if none of the parts proves to be anything
   */
  record Parts(List<Part> parts, String otherwise) implements Recognition {
    /** The parts, in their order. */
    public Parts {
      parts = List.copyOf(parts);
      otherwise = OneLine.of(otherwise);
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
   * @param holdsQuote whether a quote is in it for certain, so that no other may be taken instead
   */
  record Refused(String reason, boolean holdsQuote) implements Recognition {
    /** A reason, in one line. */
    public Refused {
      reason = OneLine.of(reason);
    }

    /** A reason. */
    public Refused(String reason) {
      this(reason, false);
    }
  }
}
