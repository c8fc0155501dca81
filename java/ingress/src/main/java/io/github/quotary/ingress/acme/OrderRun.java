package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.PendingOrder.Open;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.util.CSRBuilder;

/**
 * One order from its beginning, or from where an earlier run left it, to its end. What is done next
 * depends on the order's state at the authority alone, never on what was sent before.
 */
final class OrderRun {
  private static final String MAKE = "make an order";
  private static final String SHOW = "show the order";
  private static final String FINALIZE = "finalize the order";
  private static final String ISSUE = "issue the certificate";

  private final AcmeAccount account;
  private final OrderRequest request;
  private final ChallengeResponder responder;
  private final OrderFiles files;
  private final Conversation conversation;
  private final Publication publication;
  private boolean isResumed;

  OrderRun(
      AcmeAccount account, OrderRequest request, ChallengeResponder responder, OrderFiles files) {
    this.account = account;
    this.request = request;
    this.responder = responder;
    this.files = files;
    this.conversation =
        new Conversation(account.ca(), Deadline.in(account.ca().timing(), request.limit()));
    this.publication = new Publication(responder, files);
  }

  OrderReport run() {
    OrderResult result;
    try {
      result = new OrderResult.Issued(issue());
    } catch (AcmeFaultException e) {
      if (endsOrder(e.fault())) {
        publication.end();
      }
      result = new OrderResult.Failed(e.fault());
    }
    publication.cleanup();
    return new OrderReport(result, publication.leftovers());
  }

  AcmeOrders.Unfinished tidy() {
    try {
      if (!publication.load()) {
        return new AcmeOrders.Unfinished(false, List.of());
      }
    } catch (AcmeFaultException e) {
      return new AcmeOrders.Unfinished(false, List.of(e.fault().words()));
    }
    boolean isUnderWay =
        publication
            .pending()
            .open()
            .filter(this::isWanted)
            .filter(open -> !hasItsCertificate(open))
            .isPresent();
    if (!isUnderWay) {
      publication.end();
    }
    publication.cleanup();
    return new AcmeOrders.Unfinished(isUnderWay, publication.leftovers());
  }

  private boolean isWanted(Open open) {
    return open.account().equals(account.uri())
        && open.names().equals(request.texts())
        && open.method() == responder.method();
  }

  /** Whether going on with the order cannot help. */
  private boolean endsOrder(AcmeFault fault) {
    return fault instanceof AcmeFault.Refused
        || fault instanceof AcmeFault.ChallengeFailed
        || fault instanceof AcmeFault.NotOffered
        || fault instanceof AcmeFault.AccountLost
        || fault instanceof AcmeFault.AccountRefused
        || (fault instanceof AcmeFault.Unusable && isResumed);
  }

  private IssuedCertificate issue() throws AcmeFaultException {
    publication.load();
    Optional<Open> stored = publication.pending().open();
    if (stored.isPresent()) {
      Optional<IssuedCertificate> done = resume(stored.get());
      if (done.isPresent()) {
        return done.get();
      }
      publication.end();
    }
    publication.cleanup();
    return begin();
  }

  /** Goes on with an order of an earlier run; empty if it is not wanted. */
  private Optional<IssuedCertificate> resume(Open open) throws AcmeFaultException {
    if (!isWanted(open)) {
      return Optional.empty();
    }
    isResumed = true;
    Order order = conversation.ask(SHOW, session -> account.login(session).bindOrder(open.order()));
    Status status;
    try {
      status = status(order);
    } catch (AcmeFaultException e) {
      if (e.fault() instanceof AcmeFault.Refused) {
        isResumed = false;
        return Optional.empty();
      }
      throw e;
    }
    boolean isDone = status == Status.VALID && hasItsCertificate(open);
    if (isDone || !isAlive(status)) {
      isResumed = false;
      return Optional.empty();
    }
    return Optional.of(advance(order, open));
  }

  private static boolean isAlive(Status status) {
    return status == Status.PENDING
        || status == Status.READY
        || status == Status.PROCESSING
        || status == Status.VALID;
  }

  private boolean hasItsCertificate(Open open) {
    return files.certificate() instanceof StoredCertificate.Found found
        && found.certificate().leaf().getPublicKey().equals(open.key().getPublic());
  }

  private IssuedCertificate begin() throws AcmeFaultException {
    KeyPair key = Keys.make();
    Order order = announced();
    Open open =
        new Open(order.getLocation(), account.uri(), request.texts(), responder.method(), key);
    publication.begin(open);
    return advance(order, open);
  }

  /** Makes an order once it is known that it can be stored: one that cannot would be in vain. */
  private Order announced() throws AcmeFaultException {
    publication.announce();
    try {
      return make();
    } catch (AcmeFaultException e) {
      publication.end();
      throw e;
    }
  }

  private Order make() throws AcmeFaultException {
    Optional<String> replaces = replaces();
    try {
      try {
        return conversation.ask(MAKE, session -> builder(session, replaces).create());
      } catch (AcmeFaultException e) {
        if (replaces.isEmpty() || !(e.fault() instanceof AcmeFault.Refused)) {
          throw e;
        }
        return conversation.ask(MAKE, session -> builder(session, Optional.empty()).create());
      }
    } catch (AcmeFaultException e) {
      throw e.fault() instanceof AcmeFault.Refused refused
              && refused.problem().type().equals(Faults.UNAUTHORIZED)
          ? new AcmeFaultException(new AcmeFault.AccountRefused(refused.problem()))
          : e;
    }
  }

  private OrderBuilder builder(Session session, Optional<String> replaces) {
    OrderBuilder builder = account.login(session).newOrder().domains(request.texts());
    replaces.ifPresent(builder::replaces);
    return builder;
  }

  /** The certificate that this one follows, as renewal information names it (RFC 9773). */
  private Optional<String> replaces() throws AcmeFaultException {
    if (request.replaces().isEmpty()) {
      return Optional.empty();
    }
    boolean isOffered =
        conversation.ask(
            "show its directory",
            session -> session.resourceUrlOptional(Resource.RENEWAL_INFO).isPresent());
    return isOffered ? RenewalAdvices.identifier(request.replaces().get()) : Optional.empty();
  }

  private IssuedCertificate advance(Order order, Open open) throws AcmeFaultException {
    Conversation.Polling polling = conversation.polling("the authority");
    boolean isValidated = false;
    Optional<AcmeFaultException> refusal = Optional.empty();
    boolean isFinalized = false;
    while (true) {
      Status status = status(order);
      if (status == Status.VALID) {
        return fetch(order, open);
      } else if (status == Status.PENDING && !isValidated) {
        validate(order);
        isValidated = true;
      } else if (status == Status.READY) {
        if (refusal.isPresent()) {
          throw refusal.get();
        }
        if (isFinalized) {
          polling.pause();
        }
        refusal = complete(order, open);
        isFinalized = true;
      } else if (status == Status.PENDING || status == Status.PROCESSING) {
        polling.pause();
      } else {
        throw refusal.isPresent() ? refusal.get() : failed(order, status);
      }
    }
  }

  private void validate(Order order) throws AcmeFaultException {
    new Validation(
            conversation, publication, responder.method(), account.ca().timing().clock().instant())
        .of(order);
  }

  /** A refusal may only mean that an earlier try arrived: the order's state then tells. */
  private Optional<AcmeFaultException> complete(Order order, Open open) throws AcmeFaultException {
    byte[] csr = csr(open);
    try {
      conversation.tell(FINALIZE, () -> order.execute(csr));
      return Optional.empty();
    } catch (AcmeFaultException e) {
      if (e.fault() instanceof AcmeFault.Refused) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  private static byte[] csr(Open open) {
    try {
      CSRBuilder csr = new CSRBuilder();
      csr.addDomains(open.names());
      csr.sign(open.key());
      return csr.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("no request could be signed", e);
    }
  }

  private Status status(Order order) throws AcmeFaultException {
    return conversation.ask(
        SHOW,
        session -> {
          order.fetch();
          return order.getStatus();
        });
  }

  private IssuedCertificate fetch(Order order, Open open) throws AcmeFaultException {
    List<X509Certificate> chain =
        conversation.ask(
            "give the certificate",
            session -> {
              Certificate certificate = order.getCertificate();
              certificate.download();
              return certificate.getCertificateChain();
            });
    X509Certificate leaf = chain.get(0);
    if (!leaf.getPublicKey().equals(open.key().getPublic())
        || !IssuedCertificate.names(leaf).equals(open.names())) {
      publication.end();
      throw new AcmeFaultException(
          new AcmeFault.Unusable(ISSUE, "it is not for the names and the key that were asked for"));
    }
    IssuedCertificate issued = new IssuedCertificate(chain, open.key().getPrivate());
    files.put(issued);
    publication.end();
    return issued;
  }

  private AcmeFaultException failed(Order order, Status status) throws AcmeFaultException {
    AcmeProblem said =
        conversation.ask(
            SHOW,
            session ->
                order
                    .getError()
                    .map(Faults::problem)
                    .orElseGet(() -> new AcmeProblem("the order is " + status, "", List.of())));
    return new AcmeFaultException(new AcmeFault.Refused(ISSUE, said));
  }
}
