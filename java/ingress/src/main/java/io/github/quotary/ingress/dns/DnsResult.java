package io.github.quotary.ingress.dns;

import java.util.function.Function;

/**
 * What a provider made of a request. Texts of providers are escaped, shortened, and free of the
 * credentials.
 */
public sealed interface DnsResult<T> {
  /** It is done, or was done already. */
  record Done<T>(T value) implements DnsResult<T> {}

  /**
   * The provider, or this client, says no; another try will not help.
   *
   * @param status of HTTP, or a response code of DNS; 0 if nothing was sent
   * @param words the provider's own, or why nothing was sent
   */
  record Refused<T>(int status, String words) implements DnsResult<T> {}

  /**
   * No usable answer came; another try may help.
   *
   * @param why the last try failed
   * @param tries how many there were
   */
  record Unavailable<T>(String why, int tries) implements DnsResult<T> {}

  /**
   * A part is done.
   *
   * @param done that part
   * @param why it is not the whole
   */
  record Partial<T>(T done, String why) implements DnsResult<T> {}

  /** The next request with the value of this one, if it is done; else the same failure. */
  default <R> DnsResult<R> then(Function<T, DnsResult<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.value());
    }
    return failure();
  }

  /** The same outcome for another value, also of a part. */
  default <R> DnsResult<R> map(Function<T, R> value) {
    if (this instanceof Done<T> done) {
      return new Done<>(value.apply(done.value()));
    }
    return this instanceof Partial<T> partial
        ? new Partial<>(value.apply(partial.done()), partial.why())
        : failure();
  }

  /** Why it is not done, for a reader; "done" if it is. */
  default String words() {
    if (this instanceof Refused<T> refused) {
      return refused.words() + (refused.status() == 0 ? "" : " (status " + refused.status() + ")");
    }
    if (this instanceof Unavailable<T> unavailable) {
      return unavailable.why()
          + (unavailable.tries() > 1 ? ", after " + unavailable.tries() + " tries" : "");
    }
    return this instanceof Partial<T> partial ? "only a part: " + partial.why() : "done";
  }

  /** This failure for another kind of value; what was done in part is given up. */
  default <R> DnsResult<R> failure() {
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.status(), refused.words());
    }
    if (this instanceof Unavailable<T> unavailable) {
      return new Unavailable<>(unavailable.why(), unavailable.tries());
    }
    if (this instanceof Partial<T> partial) {
      return new Unavailable<>(partial.why(), 1);
    }
    throw new IllegalStateException("this is no failure");
  }
}
