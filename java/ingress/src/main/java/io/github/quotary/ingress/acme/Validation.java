package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.PendingOrder.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;

/** Proves control of an order's names. */
final class Validation {
  private static final String VALIDATE = "validate ";

  private final Conversation conversation;
  private final Publication publication;
  private final ChallengeMethod method;
  private final Instant now;

  Validation(
      Conversation conversation, Publication publication, ChallengeMethod method, Instant now) {
    this.conversation = conversation;
    this.publication = publication;
    this.method = method;
    this.now = now;
  }

  /** A name that is not proved yet. */
  private record Open(String name, Authorization authorization, Challenge challenge) {}

  /**
   * Answers all challenges of an order, side by side, and waits for the authority's judgement. The
   * answers are taken away on every way out.
   */
  void of(Order order) throws AcmeFaultException {
    List<Authorization> authorizations =
        conversation.ask("show the order", session -> order.getAuthorizations());
    List<Open> open = new ArrayList<>();
    for (Authorization authorization : authorizations) {
      find(authorization).ifPresent(open::add);
    }
    if (open.isEmpty()) {
      return;
    }
    List<Publication.Answer> answers = new ArrayList<>();
    for (Open one : open) {
      answers.add(answer(one));
    }
    try {
      publication.publish(answers);
      List<Optional<AcmeFaultException>> refusals = new ArrayList<>();
      for (Open one : open) {
        refusals.add(trigger(one));
      }
      for (int i = 0; i < open.size(); i++) {
        await(open.get(i), refusals.get(i));
      }
    } finally {
      publication.cleanup();
    }
  }

  private Optional<Open> find(Authorization authorization) throws AcmeFaultException {
    conversation.ask("show an authorization", session -> authorization.fetch());
    String name = conversation.ask("show an authorization", session -> name(authorization));
    Status status = authorization.getStatus();
    if (status == Status.VALID) {
      return Optional.empty();
    }
    if (status != Status.PENDING) {
      throw failed(name, authorization);
    }
    Optional<Challenge> challenge =
        conversation.ask(
            "show the challenges of " + name,
            session -> authorization.findChallenge(method.word()));
    if (challenge.isEmpty()) {
      throw new AcmeFaultException(new AcmeFault.NotOffered(name, method));
    }
    return Optional.of(new Open(name, authorization, challenge.get()));
  }

  private static String name(Authorization authorization) {
    return (authorization.isWildcard() ? "*." : "") + authorization.getIdentifier().getDomain();
  }

  private Publication.Answer answer(Open one) throws AcmeFaultException {
    return conversation.ask(
        VALIDATE + one.name(),
        session -> {
          String host = one.authorization().getIdentifier().getDomain();
          if (one.challenge() instanceof Dns01Challenge dns) {
            String record = Dns01Challenge.RECORD_NAME_PREFIX + "." + host;
            return new Publication.Answer(
                one.name(), new Published(method, record, dns.getDigest()), Optional.empty());
          }
          TlsAlpn01Challenge alpn = (TlsAlpn01Challenge) one.challenge();
          return new Publication.Answer(
              one.name(),
              new Published(method, host, ""),
              Optional.of(AlpnCertificates.make(host, alpn.getAcmeValidation(), now)));
        });
  }

  /** A refusal may only mean that an earlier try arrived: the authorization then tells. */
  private Optional<AcmeFaultException> trigger(Open one) throws AcmeFaultException {
    if (one.challenge().getStatus() != Status.PENDING) {
      return Optional.empty();
    }
    try {
      conversation.tell(VALIDATE + one.name(), one.challenge()::trigger);
      return Optional.empty();
    } catch (AcmeFaultException e) {
      if (e.fault() instanceof AcmeFault.Refused) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  private void await(Open one, Optional<AcmeFaultException> refusal) throws AcmeFaultException {
    Conversation.Polling polling = conversation.polling("the validation of " + one.name());
    while (true) {
      conversation.ask("show an authorization", session -> one.authorization().fetch());
      Status status = one.authorization().getStatus();
      if (status == Status.VALID) {
        return;
      }
      if (status != Status.PENDING) {
        throw failed(one.name(), one.authorization());
      }
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      polling.pause();
    }
  }

  private AcmeFaultException failed(String name, Authorization authorization) {
    AcmeProblem said;
    try {
      said =
          authorization.getChallenges().stream()
              .flatMap(challenge -> challenge.getError().stream())
              .findFirst()
              .map(Faults::problem)
              .orElseGet(() -> new AcmeProblem(word(authorization), "", List.of()));
    } catch (RuntimeException e) {
      said = new AcmeProblem("an error that cannot be read", Faults.words(e), List.of());
    }
    return new AcmeFaultException(new AcmeFault.ChallengeFailed(name, said));
  }

  private static String word(Authorization authorization) {
    return "its authorization is " + authorization.getStatus();
  }
}
