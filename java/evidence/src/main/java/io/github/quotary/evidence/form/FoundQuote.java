package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Binding;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A quote of an input. Not verified.
 *
 * @param bytes the quote, read-only
 * @param place where it was and how it was encoded, such as {@code member tdx.quote, base64}; empty
 *     if it is the whole input as it stands
 * @param bindings what ties it to other parts of the input, computed again; none of it counts
 *     before the quote is verified
 */
public record FoundQuote(ByteBuffer bytes, String place, List<Binding> bindings) {
  /** A quote, its place, and what is bound to it. */
  public FoundQuote {
    bytes = bytes.asReadOnlyBuffer();
    bindings = List.copyOf(bindings);
  }

  /** The same quote, found at another place, too: what is bound to it there counts as well. */
  FoundQuote and(FoundQuote other) {
    Set<Binding> both = new LinkedHashSet<>(bindings);
    both.addAll(other.bindings);
    return new FoundQuote(bytes, place, List.copyOf(both));
  }

  /** A view of the quote, of its own position. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
