package io.github.quotary.ingress.evidence;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes evidence: it asks for a quote over a manifest, and puts all files in the place of those
 * before at once. Call it after the certificates are served, so that no manifest runs ahead of what
 * visitors see.
 *
 * <p>If the TEE gives no quote, nothing is published: neither its error nor files that no quote
 * covers. What was published before stays, and {@link #fault} says that it is out of date. A name
 * that is not asked for any more is gone with the next publication. Thread-safe; publications wait
 * for one another, readers never wait.
 */
public final class EvidencePublisher {
  private final QuoteJson quotes;
  private volatile State state = new State(null, null);

  /** What is published, and why it is not what it should be. */
  private record State(@Nullable Evidence evidence, @Nullable GuestFault fault) {}

  /** A publisher that has not published anything. */
  public EvidencePublisher(QuoteJson quotes) {
    this.quotes = quotes;
  }

  /**
   * Publishes evidence of these files. If they are what is published, nothing is asked and nothing
   * changes.
   *
   * @return what is published now; or why it is still what it was before
   */
  public synchronized Answer<Evidence> publish(EvidenceFiles files) {
    Evidence before = state.evidence();
    if (before != null && before.isOf(files)) {
      state = new State(before, null);
      return Answer.given(before);
    }
    return publishAnew(files);
  }

  /** The same, with a new quote in any case: one of the platform's newest TCB. */
  public synchronized Answer<Evidence> publishAnew(EvidenceFiles files) {
    Evidence before = state.evidence();
    Answer<Evidence> made =
        quotes.over(files.reportData()).then(json -> Answer.given(Evidence.of(files, json)));
    state = made.fold(now -> new State(now, null), fault -> new State(before, fault));
    return made;
  }

  /** What is published; empty before the first publication. */
  public Optional<Evidence> published() {
    return Optional.ofNullable(state.evidence());
  }

  /** Why the last publication failed; empty if what is published is what was asked for. */
  public Optional<GuestFault> fault() {
    return Optional.ofNullable(state.fault());
  }
}
