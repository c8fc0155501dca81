package io.github.quotary.guest.tsm;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.ReportData;
import io.github.quotary.guest.provider.TeeQuote;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The kernel's reports of a TDX guest, in {@code /sys/kernel/config/tsm/report}: each quote is made
 * in an entry of its own, which is removed again. It takes a user who may make folders there,
 * usually root. Immutable and thread-safe.
 *
 * <p>A quote that another's request disturbed is asked for again, at most 5 times within some 2
 * seconds. The kernel waits for the platform's answer up to 30 seconds; an interrupt ends a call as
 * soon as the kernel lets it.
 *
 * <p>Source: the kernel's {@code Documentation/ABI/testing/configfs-tsm-report}, Linux 6.7 and
 * newer.
 */
public final class ConfigfsTsm implements QuoteProvider {
  static final int ATTEMPTS = 5;

  private static final Path FOLDER = Path.of("/sys/kernel/config/tsm/report");
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final Path folder;
  private final TsmFiles files;
  private final Supplier<String> names;
  private final Pause pause;

  ConfigfsTsm(Path folder, TsmFiles files, Supplier<String> names, Pause pause) {
    this.folder = folder;
    this.files = files;
    this.names = names;
    this.pause = pause;
  }

  /** The kernel's reports where they usually are. */
  public static ConfigfsTsm standard() {
    return at(FOLDER);
  }

  /** The kernel's reports in this folder, where configfs is mounted elsewhere. */
  public static ConfigfsTsm at(Path folder) {
    return new ConfigfsTsm(
        folder,
        new KernelFiles(),
        () -> "quotary-" + UUID.randomUUID(),
        attempt -> Thread.sleep(FIRST_PAUSE_MILLIS << (attempt - 1)));
  }

  @Override
  public String source() {
    return "configfs-tsm at " + folder;
  }

  /** Makes an entry, asks for its provider, and removes it. */
  @Override
  public Optional<GuestFault> unusable() {
    return within(ReportEntry::requireTdx).fault();
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    ReportData asked = ReportData.of(reportData);
    return within(entry -> entry.requireTdx().then(tdx -> entry.quote(asked, source())));
  }

  /** What is done with an entry. */
  private interface Work<T> {
    Answer<T> with(ReportEntry entry);
  }

  /** Does it in a new entry, again while others disturb it. */
  private <T> Answer<T> within(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      Answer<T> answer = once(work);
      Optional<GuestFault> fault = answer.fault();
      if (fault.isEmpty() || !(fault.get() instanceof GuestFault.Busy busy)) {
        return answer;
      }
      if (attempt == ATTEMPTS) {
        return Answer.failed(new GuestFault.Busy(busy.where(), busy.reason(), attempt));
      }
      try {
        pause.after(attempt);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Answer.failed(new GuestFault.Interrupted(busy.where()));
      }
    }
  }

  private <T> Answer<T> once(Work<T> work) {
    ReportEntry entry = new ReportEntry(files, folder.resolve(names.get()));
    Optional<GuestFault> notMade = entry.make();
    if (notMade.isPresent()) {
      return Answer.failed(notMade.get());
    }
    Optional<GuestFault> leftOver;
    Answer<T> answer;
    try {
      answer = work.with(entry);
    } finally {
      leftOver = entry.remove();
    }
    return answer.fault().isEmpty() && leftOver.isPresent()
        ? Answer.failed(leftOver.get())
        : answer;
  }
}
