package io.github.quotary.ingress.dns;

/** One step of a plan. */
public sealed interface Step {
  /** What the step is about: what is there, or what is to be. */
  DnsRecord record();

  /** It is there as it should be; nothing to do. */
  record Keep(FoundRecord found) implements Step {
    @Override
    public DnsRecord record() {
      return found.record();
    }
  }

  /** It is to be written. */
  record Create(DnsRecord record) implements Step {}

  /**
   * It is to be taken away.
   *
   * @param isOwn whether it is this app's own; else somebody confirmed that it may go
   */
  record Delete(FoundRecord found, boolean isOwn) implements Step {
    @Override
    public DnsRecord record() {
      return found.record();
    }
  }

  /**
   * A foreign value stands in the way, and stays. A plan that is made with it confirmed has a
   * {@link Delete} instead.
   *
   * @param isBlocking whether what is wanted cannot be written beside it, so that it is not tried
   * @param why it is in the way
   */
  record Clash(FoundRecord found, boolean isBlocking, String why) implements Step {
    @Override
    public DnsRecord record() {
      return found.record();
    }
  }

  /**
   * The provider cannot express what is wanted.
   *
   * @param why it cannot, and what to do
   */
  record Impossible(DnsRecord record, String why) implements Step {}
}
