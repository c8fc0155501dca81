package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.fail;

/** Results that a test expects. */
final class Results {
  private Results() {}

  static <T> T done(DnsResult<T> result) {
    return result instanceof DnsResult.Done<T> done ? done.value() : fail(result.toString());
  }

  static <T> DnsResult.Refused<T> refused(DnsResult<T> result) {
    return result instanceof DnsResult.Refused<T> refused ? refused : fail(result.toString());
  }

  static <T> DnsResult.Unavailable<T> unavailable(DnsResult<T> result) {
    return result instanceof DnsResult.Unavailable<T> missing ? missing : fail(result.toString());
  }

  static <T> DnsResult.Partial<T> partial(DnsResult<T> result) {
    return result instanceof DnsResult.Partial<T> partial ? partial : fail(result.toString());
  }
}
