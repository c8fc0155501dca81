package io.github.quotary.guest;

import io.github.quotary.guest.agent.AgentProtocol;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.tsm.ConfigfsTsm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where this guest gets its quotes, and why not elsewhere. Immutable.
 *
 * @param provider the first that can be used
 * @param unusable why each of those before it cannot, in their order; all, if there is no provider
 */
public record QuoteDetection(Optional<QuoteProvider> provider, List<Unusable> unusable) {
  /**
   * A source that cannot be used here.
   *
   * @param source as {@link QuoteProvider#source} says
   * @param fault why
   */
  public record Unusable(String source, GuestFault fault) {}

  /** Takes a copy of the list. */
  public QuoteDetection {
    unusable = List.copyOf(unusable);
  }

  /**
   * Tries dstack's guest agent at {@code /var/run/dstack.sock}, its predecessor at {@code
   * /var/run/tappd.sock}, then the kernel's configfs-tsm. Agents are asked for {@code Info}, the
   * kernel for an entry: no quote is made. Takes as long as they take, at most a minute for both
   * agents.
   */
  public static QuoteDetection run() {
    return among(
        List.of(
            GuestAgent.standard(AgentProtocol.DSTACK),
            GuestAgent.standard(AgentProtocol.TAPPD),
            ConfigfsTsm.standard()));
  }

  /** Tries these, in their order. */
  public static QuoteDetection among(List<? extends QuoteProvider> candidates) {
    List<Unusable> unusable = new ArrayList<>();
    for (QuoteProvider candidate : candidates) {
      Optional<GuestFault> fault = candidate.unusable();
      if (fault.isEmpty()) {
        return new QuoteDetection(Optional.of(candidate), unusable);
      }
      unusable.add(new Unusable(candidate.source(), fault.get()));
    }
    return new QuoteDetection(Optional.empty(), unusable);
  }

  /** What was found and what not, a line for each: for a log, or for an error. */
  public String message() {
    String end =
        provider.map(found -> "quotes come from " + found.source()).orElse("no source of quotes");
    return unusable.stream()
        .map(each -> "not " + each.source() + ": " + each.fault().message() + "\n")
        .collect(Collectors.joining("", "", end));
  }
}
