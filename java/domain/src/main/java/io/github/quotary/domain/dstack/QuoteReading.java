package io.github.quotary.domain.dstack;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of reading an answer of the guest agent. Unlike other documents, it may well hold no
 * quote without being malformed.
 */
public sealed interface QuoteReading {
  /**
   * The answer holds a quote.
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
   * There is no quote: the answer is missing, empty, an error of the agent, or not JSON at all.
   *
   * @param reason what it is instead
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

  /** Applies the function for the case at hand. */
  <R> R fold(
      Function<QuoteAnswer, R> read, Function<String, R> noQuote, Function<String, R> malformed);

  /** The answer; empty if it holds no quote or is malformed. */
  default Optional<QuoteAnswer> found() {
    return fold(Optional::of, reason -> Optional.empty(), fault -> Optional.empty());
  }

  /** What is wrong with the form of the answer or of the log in it; empty if nothing is. */
  default Optional<String> problem() {
    return fold(QuoteAnswer::logProblem, reason -> Optional.empty(), Optional::of);
  }
}
