package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.PendingOrder.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes answers to challenges. What may stand is stored first, until it is taken away. */
final class Publication {
  private final ChallengeResponder responder;
  private final OrderFiles files;
  private final List<String> leftovers = new ArrayList<>();
  private final List<String> unwritten = new ArrayList<>();
  private PendingOrder pending = new PendingOrder(Optional.empty(), List.of());

  Publication(ChallengeResponder responder, OrderFiles files) {
    this.responder = responder;
    this.files = files;
  }

  /** What could not be taken away, and what could not be written of that. */
  List<String> leftovers() {
    return Stream.concat(leftovers.stream(), unwritten.stream()).toList();
  }

  PendingOrder pending() {
    return pending;
  }

  /** Goes on with what an earlier run stored; false if there is nothing. */
  boolean load() throws AcmeFaultException {
    Optional<PendingOrder> stored = files.order();
    stored.ifPresent(found -> pending = found);
    return stored.isPresent();
  }

  /** Stores that there will be an order, which may come to nothing. */
  void announce() throws AcmeFaultException {
    files.keep(pending);
  }

  /** Stores an order; the answers that may still stand stay noted. */
  void begin(PendingOrder.Open order) throws AcmeFaultException {
    put(new PendingOrder(Optional.of(order), pending.published()));
  }

  /**
   * Forgets the order. Where that cannot be written, the next run finds the order and looks at it
   * again, which does no harm.
   */
  void end() {
    try {
      put(new PendingOrder(Optional.empty(), pending.published()));
    } catch (AcmeFaultException e) {
      unwritten.add(e.fault().words());
    }
  }

  /** Publishes all answers and waits until they can be seen. */
  void publish(List<Answer> answers) throws AcmeFaultException {
    List<Published> all = new ArrayList<>(pending.published());
    for (Answer answer : answers) {
      if (!all.contains(answer.published())) {
        all.add(answer.published());
      }
    }
    put(pending.with(all));
    for (Answer answer : answers) {
      check(answer.name(), answer.present(responder));
    }
    if (responder instanceof ChallengeResponder.Dns01 dns) {
      List<DnsChallenge> records =
          answers.stream()
              .map(answer -> answer.published())
              .map(published -> new DnsChallenge(published.name(), published.value()))
              .toList();
      check(answers.get(0).name(), ready(dns, records));
    }
  }

  private static Optional<String> ready(ChallengeResponder.Dns01 dns, List<DnsChallenge> records) {
    try {
      return dns.ready(records);
    } catch (RuntimeException e) {
      return Optional.of(Faults.words(e));
    }
  }

  /** Takes away all that may stand, also in an interrupted thread. */
  void cleanup() {
    if (pending.published().isEmpty()) {
      return;
    }
    boolean wasInterrupted = Thread.interrupted();
    List<Published> still = new ArrayList<>();
    leftovers.clear();
    for (Published published : pending.published()) {
      Optional<String> why = remove(published);
      if (why.isPresent()) {
        still.add(published);
        leftovers.add(published.name() + ": " + why.get());
      }
    }
    try {
      put(pending.with(still));
    } catch (AcmeFaultException e) {
      unwritten.add(e.fault().words());
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> remove(Published published) {
    try {
      if (responder instanceof ChallengeResponder.Dns01 dns) {
        // A certificate's answer ended with the listener of the run that gave it.
        return published.method() == ChallengeMethod.DNS_01
            ? dns.cleanup(new DnsChallenge(published.name(), published.value()))
            : Optional.empty();
      }
      return published.method() == ChallengeMethod.TLS_ALPN_01
          ? ((ChallengeResponder.TlsAlpn01) responder).withdraw(published.name())
          : Optional.of("it is a record, and no access to the DNS is configured any more");
    } catch (RuntimeException e) {
      return Optional.of(Faults.words(e));
    }
  }

  private void put(PendingOrder next) throws AcmeFaultException {
    files.put(next);
    pending = next;
  }

  private static void check(String name, Optional<String> failure) throws AcmeFaultException {
    if (failure.isPresent()) {
      throw new AcmeFaultException(new AcmeFault.ResponderFailed(name, failure.get()));
    }
  }

  /**
   * An answer to be published.
   *
   * @param name that it proves
   */
  record Answer(String name, Published published, Optional<AlpnChallenge> certificate) {
    private Optional<String> present(ChallengeResponder responder) {
      try {
        return responder instanceof ChallengeResponder.Dns01 dns
            ? dns.present(new DnsChallenge(published.name(), published.value()))
            : ((ChallengeResponder.TlsAlpn01) responder).present(certificate.orElseThrow());
      } catch (RuntimeException e) {
        return Optional.of(Faults.words(e));
      }
    }
  }
}
