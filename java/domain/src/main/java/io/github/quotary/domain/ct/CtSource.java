package io.github.quotary.domain.ct;

import java.util.Optional;

/** Finds logged certificates, as crt.sh does. Implementations do not throw. */
public interface CtSource {
  /**
   * The raw answer to a query, to be read by {@link CrtSh}.
   *
   * @param query a name; {@code %} stands for anything
   * @return empty if none was available, which leaves a gap
   */
  Optional<byte[]> search(String query);

  /**
   * A certificate, DER.
   *
   * @param id its number in an answer
   * @return empty if it was unavailable
   */
  Optional<byte[]> certificate(long id);

  /** Answers nothing, which leaves a gap. */
  static CtSource none() {
    return new CtSource() {
      @Override
      public Optional<byte[]> search(String query) {
        return Optional.empty();
      }

      @Override
      public Optional<byte[]> certificate(long id) {
        return Optional.empty();
      }
    };
  }

  /** One answer that is the answer to every query, without certificates. */
  static CtSource ofAnswer(byte[] answer) {
    byte[] copy = answer.clone();
    return new CtSource() {
      @Override
      public Optional<byte[]> search(String query) {
        return Optional.of(copy.clone());
      }

      @Override
      public Optional<byte[]> certificate(long id) {
        return Optional.empty();
      }
    };
  }
}
