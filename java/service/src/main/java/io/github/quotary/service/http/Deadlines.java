package io.github.quotary.service.http;

import org.jspecify.annotations.Nullable;

/**
 * What must end in time, the first to end first: each lasts equally long. Not thread-safe: one for
 * each event loop.
 */
final class Deadlines {
  private final Timed ends = new Timed();

  Deadlines() {
    ends.previous = ends;
    ends.next = ends;
  }

  /** Something that must end in time. */
  static class Timed {
    private @Nullable Timed previous;
    private @Nullable Timed next;
    private long deadline;

    /** Its time is over; it was removed. */
    void timeOut() {}
  }

  /** Adds it as the last to end, or moves it there. */
  void add(Timed timed, long deadline) {
    remove(timed);
    Timed last = ends.previous;
    timed.deadline = deadline;
    timed.previous = last;
    timed.next = ends;
    if (last != null) {
      last.next = timed;
    }
    ends.previous = timed;
  }

  /** It has ended. */
  void remove(Timed timed) {
    if (timed.next != null && timed.previous != null) {
      timed.previous.next = timed.next;
      timed.next.previous = timed.previous;
      timed.previous = null;
      timed.next = null;
    }
  }

  /** Ends all whose time is over. */
  @SuppressWarnings("ReferenceEquality") // The ring's own end.
  void expire(long now) {
    for (Timed first = ends.next;
        first != null && first != ends && first.deadline - now <= 0;
        first = ends.next) {
      remove(first);
      first.timeOut();
    }
  }

  /** Whether nothing is left. */
  @SuppressWarnings("ReferenceEquality")
  boolean isEmpty() {
    return ends.next == ends;
  }
}
