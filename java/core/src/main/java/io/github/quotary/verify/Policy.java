package io.github.quotary.verify;

import io.github.quotary.status.TcbStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a verified quote must meet to be trusted. Immutable. {@link #strict()} is the default of
 * every verifier; anything laxer has to be asked for.
 */
public final class Policy {
  private static final Policy STRICT = new Policy(new Builder());

  private final Set<TcbStatus> acceptedTcbStatuses;
  private final boolean allowExpired;
  private final boolean allowFromTheFuture;

  private Policy(Builder builder) {
    acceptedTcbStatuses = Set.copyOf(builder.acceptedTcbStatuses);
    allowExpired = builder.allowExpired;
    allowFromTheFuture = builder.allowFromTheFuture;
  }

  /**
   * TCB status UpToDate and nothing else; nothing expired or from the future; no debug enclave; TD
   * attributes without debug, profiling, migration, performance monitoring or reserved bits, with
   * SEPT_VE_DISABLE; no service TD. Report data is not checked, and every result says so.
   */
  public static Policy strict() {
    return STRICT;
  }

  /** A builder that starts from {@link #strict()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** TCB statuses that are good enough. */
  public Set<TcbStatus> acceptedTcbStatuses() {
    return acceptedTcbStatuses;
  }

  /** Whether expired collateral and certificates are good enough. */
  public boolean allowExpired() {
    return allowExpired;
  }

  /** Whether collateral and certificates from the future are good enough. */
  public boolean allowFromTheFuture() {
    return allowFromTheFuture;
  }

  /** Collects what differs from the strict policy. Not thread-safe. */
  public static final class Builder {
    private final Set<TcbStatus> acceptedTcbStatuses = EnumSet.of(TcbStatus.UP_TO_DATE);
    private boolean allowExpired;
    private boolean allowFromTheFuture;

    private Builder() {}

    /** Also accepts this status. */
    public Builder acceptTcbStatus(TcbStatus status) {
      acceptedTcbStatuses.add(status);
      return this;
    }

    /** Whether expired collateral and certificates are good enough; false unless set. */
    public Builder allowExpired(boolean allow) {
      allowExpired = allow;
      return this;
    }

    /** Whether collateral and certificates from the future are good enough; false unless set. */
    public Builder allowFromTheFuture(boolean allow) {
      allowFromTheFuture = allow;
      return this;
    }

    /** The policy. */
    public Policy build() {
      return new Policy(this);
    }
  }
}
