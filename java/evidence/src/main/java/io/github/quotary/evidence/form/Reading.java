package io.github.quotary.evidence.form;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.part.OneLine;
import io.github.quotary.rtmr.EventLog;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an input is. Immutable. */
public sealed interface Reading {
  /**
   * It was read. Nothing in it is verified.
   *
   * @param quotes the quotes in it, in their order; one that is there twice is here twice
   * @param collateral the different sets of collateral in it
   * @param logs the event logs in it
   * @param unreadable what should be a quote and is not: the place and why, a line each
   * @param notes what else in it could not be read, a line each
   */
  record Found(
      List<FoundQuote> quotes,
      List<Collateral> collateral,
      List<EventLog> logs,
      List<String> unreadable,
      List<String> notes)
      implements Reading {
    /** What was found. */
    public Found {
      quotes = List.copyOf(quotes);
      collateral = List.copyOf(collateral);
      logs = List.copyOf(logs);
      unreadable = List.copyOf(unreadable);
      notes = notes.stream().map(OneLine::of).toList();
    }

    @Override
    public Reading oneQuote() {
      Map<ByteBuffer, FoundQuote> different = new LinkedHashMap<>();
      quotes.forEach(quote -> different.merge(quote.bytes(), quote, FoundQuote::and));
      if (different.size() + unreadable.size() == 1 && unreadable.isEmpty()) {
        return new Found(List.copyOf(different.values()), collateral, logs, unreadable, notes);
      }
      if (different.isEmpty()) {
        return new Unread(
            !unreadable.isEmpty()
                ? unreadable.get(0)
                : collateral.isEmpty()
                    ? "an event log, not a quote: 'quotary replay --event-log FILE' reads it"
                    : "collateral, not a quote: give it with --collateral, beside a quote");
      }
      if (different.size() == 1) {
        String place = different.values().iterator().next().place();
        return new Unread(
            unreadable.get(0) + "; but a quote is at " + place + ": give one of them alone");
      }
      String places =
          different.values().stream()
              .limit(LISTED)
              .map(FoundQuote::place)
              .collect(Collectors.joining("; "));
      return new Unread(
          different.size()
              + " different quotes ("
              + places
              + (different.size() > LISTED ? "; …" : "")
              + "); one is needed here: take one out, or give all of them to 'quotary batch'");
    }
  }

  /**
   * It was not read: it is of no known form, of one that is not supported, or of several.
   *
   * @param problem what it is and what to do, in one line
   */
  record Unread(String problem) implements Reading {
    /** A problem, in one line. */
    public Unread {
      problem = OneLine.of(problem);
    }

    @Override
    public Reading oneQuote() {
      return this;
    }
  }

  /** How many places a message names. */
  int LISTED = 4;

  /** The same, but {@link Unread} unless it holds exactly one quote. */
  Reading oneQuote();
}
