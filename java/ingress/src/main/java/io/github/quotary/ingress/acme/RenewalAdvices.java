package io.github.quotary.ingress.acme;

import java.net.URL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shredzone.acme4j.RenewalInfo;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.toolbox.AcmeUtils;

/** Asks an authority when to renew (RFC 9773). */
public final class RenewalAdvices {
  private static final String ASK = "say when to renew";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofHours(6);
  private static final Duration SOONEST = Duration.ofMinutes(1);
  private static final Duration LATEST = Duration.ofDays(1);

  private RenewalAdvices() {}

  /**
   * Asks. The time until the next question is what the authority says, but at least a minute and at
   * most a day.
   */
  public static AdviceResult ask(AcmeAccount account, X509Certificate certificate) {
    AcmeCa ca = account.ca();
    Conversation conversation = new Conversation(ca, Deadline.in(ca.timing(), LIMIT));
    Optional<String> identifier = identifier(certificate);
    try {
      Optional<URL> base =
          conversation.ask(ASK, session -> session.resourceUrlOptional(Resource.RENEWAL_INFO));
      if (base.isEmpty() || identifier.isEmpty()) {
        return new AdviceResult.None();
      }
      RenewalInfo info =
          conversation.ask(
              ASK,
              session -> {
                RenewalInfo asked = account.login(session).bindRenewalInfo(certificate);
                asked.fetch();
                return asked;
              });
      Duration wait = conversation.retryAfter().orElse(USUAL);
      return conversation.ask(ASK, session -> given(info, wait, ca.timing().clock().instant()));
    } catch (AcmeFaultException e) {
      return new AdviceResult.Failed(e.fault());
    }
  }

  private static AdviceResult given(RenewalInfo info, Duration wait, Instant now) {
    Instant start = info.getSuggestedWindowStart();
    Instant end = info.getSuggestedWindowEnd();
    if (!end.isAfter(start)) {
      return new AdviceResult.Failed(
          new AcmeFault.Unusable(ASK, "the window ends before it begins"));
    }
    return new AdviceResult.Given(
        new RenewalAdvice(
            start,
            end,
            info.getExplanation().map(url -> Faults.clean(url.toString())),
            now.plus(capped(wait))));
  }

  private static Duration capped(Duration wait) {
    if (wait.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return wait.compareTo(LATEST) > 0 ? LATEST : wait;
  }

  /** How renewal information names a certificate; empty if it does not name its issuer's key. */
  static Optional<String> identifier(X509Certificate certificate) {
    try {
      return Optional.of(AcmeUtils.getRenewalUniqueIdentifier(certificate));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
