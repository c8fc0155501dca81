package io.github.quotary.service.exchange;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Answers the usual requests of a path without a thread that waits: it is asked on the event loop
 * before the path's {@link Handler}, and must not block.
 */
@FunctionalInterface
public interface Early {
  /** What became of a request. */
  enum Begun {
    /** It will be answered. */
    YES,
    /** There is no room. */
    FULL,
    /** The handler must answer it. */
    OTHER
  }

  /**
   * Begins to answer.
   *
   * @param body not copied
   * @param contentType the header's value; empty without one
   * @param accept the header's value; empty without one
   * @param query as it was sent; empty without one
   * @param receiver runs {@code answered}
   * @param answered takes the answer, once
   */
  Begun begin(
      byte[] body,
      String contentType,
      String accept,
      String query,
      Executor receiver,
      Consumer<Answer> answered);
}
