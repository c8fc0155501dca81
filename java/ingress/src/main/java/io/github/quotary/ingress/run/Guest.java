package io.github.quotary.ingress.run;

import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.agent.AgentInfo;
import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.ingress.evidence.QuoteJson;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The guest that an ingress runs in. Its agent may not answer yet when the ingress starts: what is
 * not known is looked for again whenever it is needed, and what is known does not change.
 * Thread-safe; a look takes as long as the agent takes.
 */
final class Guest {
  private final Supplier<QuoteDetection> looking;
  private QuoteDetection found;
  private Optional<AgentInfo> info = Optional.empty();

  private Guest(QuoteDetection found, Supplier<QuoteDetection> looking) {
    this.found = found;
    this.looking = looking;
  }

  /**
   * A guest, whose agent is asked at once what it tells.
   *
   * @param found by the first look
   * @param looking looks again
   */
  static Guest of(QuoteDetection found, Supplier<QuoteDetection> looking) {
    Guest guest = new Guest(found, looking);
    if (found.provider().isPresent()) {
      guest.info();
    }
    return guest;
  }

  /** A quote by the first source that can be used. */
  QuoteJson quotes() {
    return reportData -> {
      QuoteDetection now = sources();
      return now.provider().isPresent()
          ? QuoteJson.of(now.provider().get()).over(reportData)
          : Answer.failed(now.unusable().get(0).fault());
    };
  }

  /** As the agent says, if it does. */
  Optional<String> appId() {
    return info().map(AgentInfo::appId);
  }

  /** As the agent says, if it does. */
  Optional<String> instanceId() {
    return info().flatMap(AgentInfo::instanceId);
  }

  private synchronized QuoteDetection sources() {
    if (found.provider().isEmpty()) {
      found = looking.get();
    }
    return found;
  }

  private synchronized Optional<AgentInfo> info() {
    if (info.isEmpty()) {
      Optional<QuoteProvider> source = sources().provider();
      if (source.isPresent() && source.get() instanceof GuestAgent agent) {
        info = agent.info().found();
      }
    }
    return info;
  }
}
