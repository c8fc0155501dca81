package io.github.quotary.challenge;

import java.util.Optional;

/**
 * What a {@link ChallengeStore} says of a nonce. Only {@link Valid} is good; the others are told
 * apart as far as the store still can.
 */
public sealed interface Taken {
  /** The challenge, if the nonce is good. */
  default Optional<Challenge> challenge() {
    return Optional.empty();
  }

  /**
   * The nonce is good, and is now used.
   *
   * @param taken the challenge as it was remembered
   */
  record Valid(Challenge taken) implements Taken {
    @Override
    public Optional<Challenge> challenge() {
      return Optional.of(taken);
    }
  }

  /** The nonce was taken before: the answer is a replay, or a retry. */
  record AlreadyUsed() implements Taken {}

  /** The nonce was not taken in time. */
  record Expired() implements Taken {}

  /** No such nonce in this context, or the store no longer knows it. */
  record Unknown() implements Taken {}
}
