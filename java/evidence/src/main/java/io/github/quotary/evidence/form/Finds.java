package io.github.quotary.evidence.form;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.rtmr.EventLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found so far. */
final class Finds {
  private final List<FoundQuote> quotes = new ArrayList<>();
  private final Set<FoundQuote> guesses = new LinkedHashSet<>();
  private final Set<Collateral> collateral = new LinkedHashSet<>();
  private final List<EventLog> logs = new ArrayList<>();

  /** What should be a quote, and is not. */
  private final List<String> refusals = new ArrayList<>();

  /** What lay in the way, and need not have been a quote: said only if nothing is found. */
  private final List<String> hints = new ArrayList<>();

  /** What is recognised, and not supported. */
  private final List<String> named = new ArrayList<>();

  /** What is wrong with collateral or a log beside a quote. */
  private final List<String> notes = new ArrayList<>();

  /** Whether something that is refused holds a quote for certain. */
  private boolean holdsQuote;

  void add(FoundQuote quote) {
    quotes.add(quote);
  }

  /** Bytes of no known form, for the verifier to judge. */
  void addGuess(byte[] bytes, String place) {
    FoundQuote guess = new FoundQuote(ByteBuffer.wrap(bytes), place, List.of());
    quotes.add(guess);
    guesses.add(guess);
  }

  void add(Collateral other) {
    collateral.add(other);
  }

  void add(EventLog log) {
    logs.add(log);
  }

  void refuse(String place, Recognition.Refused refused) {
    refuse(place, refused.reason());
    holdsQuote |= refused.holdsQuote();
  }

  /** Something that is known by name, and not supported. */
  void name(String place, Recognition.Refused refused) {
    named.add(place.isEmpty() ? refused.reason() : place + ": " + refused.reason());
    holdsQuote |= refused.holdsQuote();
  }

  void refuse(String place, String reason) {
    refusals.add(place.isEmpty() ? reason : place + ": " + reason);
  }

  /** What to say if nothing is found; before what lay in the way. */
  void hint(String place, String reason) {
    hints.add(0, place.isEmpty() ? reason : place + ": " + reason);
  }

  void addAll(Finds other) {
    quotes.addAll(other.quotes);
    guesses.addAll(other.guesses);
    collateral.addAll(other.collateral);
    logs.addAll(other.logs);
    refusals.addAll(other.refusals);
    hints.addAll(other.hints);
    notes.addAll(other.notes);
    named.addAll(other.named);
    holdsQuote |= other.holdsQuote;
  }

  /** The finds of what must be something: where there is nothing, the reason is a refusal. */
  void addNeeded(Finds other) {
    addAll(other);
    if (other.isEmpty() && !other.isRefused()) {
      other.refusal().ifPresent(refusals::add);
    }
  }

  /** The finds of something that lies beside a quote; its refusals are but hints. */
  void addBeside(Finds other) {
    collateral.addAll(other.collateral);
    logs.addAll(other.logs);
    notes.addAll(other.refusals);
    notes.addAll(other.notes);
    hints.addAll(other.hints);
  }

  /** The finds, if they are more than guesses. */
  void addRecognised(Finds other) {
    if (other.isSure() || other.holdsQuote) {
      addAll(other);
    } else {
      named.addAll(other.named);
      hints.addAll(other.refusals);
      hints.addAll(other.hints);
    }
  }

  /** Whether it has anything but guesses. */
  boolean isSure() {
    return quotes.size() > guesses.size() || !collateral.isEmpty() || !logs.isEmpty();
  }

  boolean isEmpty() {
    return !isSure() && quotes.isEmpty();
  }

  /** What it has, to compare two readings. */
  Object content() {
    return List.of(quotes.stream().map(FoundQuote::bytes).collect(Collectors.toSet()), collateral);
  }

  /** Why there is nothing. */
  Optional<String> refusal() {
    return Stream.of(refusals, named, notes, hints).flatMap(List::stream).findFirst();
  }

  boolean isRefused() {
    return !refusals.isEmpty();
  }

  Reading.Found found() {
    return new Reading.Found(quotes, List.copyOf(collateral), logs, refusals, notes);
  }
}
