package io.github.quotary.domain.dstack;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of reading an answer of the guest agent. Unlike other documents, it may lack a quote
 * without being malformed.
 */
public sealed interface QuoteReading {
  /**
   * The answer contains a quote.
   *
   * @param answer the answer
   */
  record Read(QuoteAnswer answer) implements QuoteReading {
    @Override
    public <R> R fold(
        Function<QuoteAnswer, R> read, Function<String, R> noQuote, Function<String, R> malformed) {
      return read.apply(answer);
    }
  }

  /**
   * There is no quote: the answer is missing, empty, an agent error, or not JSON.
   *
   * @param reason what was found instead
   */
  record NoQuote(String reason) implements QuoteReading {
    @Override
    public <R> R fold(
        Function<QuoteAnswer, R> read, Function<String, R> noQuote, Function<String, R> malformed) {
      return noQuote.apply(reason);
    }
  }

  /**
   * The answer is JSON of another form, or ambiguous.
   *
   * @param fault what is wrong
   */
  record Malformed(String fault) implements QuoteReading {
    @Override
    public <R> R fold(
        Function<QuoteAnswer, R> read, Function<String, R> noQuote, Function<String, R> malformed) {
      return malformed.apply(fault);
    }
  }

  /** Applies the function that matches the case. */
  <R> R fold(
      Function<QuoteAnswer, R> read, Function<String, R> noQuote, Function<String, R> malformed);

  /** The answer; empty if it has no quote or is malformed. */
  default Optional<QuoteAnswer> found() {
    return fold(Optional::of, reason -> Optional.empty(), fault -> Optional.empty());
  }

  /** What is wrong with the form of the answer or of the log in it; empty if nothing is. */
  default Optional<String> problem() {
    return fold(QuoteAnswer::logProblem, reason -> Optional.empty(), Optional::of);
  }
}
