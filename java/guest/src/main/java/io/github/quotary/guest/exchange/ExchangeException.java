package io.github.quotary.guest.exchange;

import io.github.quotary.guest.provider.GuestFault;
import java.io.IOException;

/** Ends an exchange with a fault; never leaves this package. */
final class ExchangeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient GuestFault fault;

  ExchangeException(GuestFault fault) {
    super(fault.problem());
    this.fault = fault;
  }

  GuestFault fault() {
    return fault;
  }
}
