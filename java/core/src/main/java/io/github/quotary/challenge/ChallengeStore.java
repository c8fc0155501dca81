package io.github.quotary.challenge;

/**
 * Challenges that wait for an answer. A nonce is good for one answer, in its own context, and for a
 * limited time. {@link MemoryChallengeStore} serves one process; services of several processes
 * write their own, over a database that can delete and tell in one step.
 *
 * <p>An implementation is thread-safe and holds a bounded number of challenges.
 */
public interface ChallengeStore {
  /**
   * Remembers a challenge that will be sent to a guest.
   *
   * @return false if there is no room: the challenge is not remembered and must not be sent
   * @throws IllegalArgumentException if its nonce is known already, whatever became of it
   */
  boolean remember(Challenge challenge);

  /**
   * Takes the challenge with this nonce. Of all calls with one nonce, however concurrent, at most
   * one gets {@link Taken.Valid}. Take the nonce before the quote is verified, so that a failed
   * attempt uses it up too.
   *
   * @param context the context that the caller serves; a challenge of another context is {@link
   *     Taken.Unknown} and stays as it is
   * @param nonce what the guest sent, of any length
   */
  Taken take(String context, byte[] nonce);
}
