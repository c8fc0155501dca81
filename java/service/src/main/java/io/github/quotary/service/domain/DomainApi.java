package io.github.quotary.service.domain;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /v1/domains/NAME}, with {@code ?kind=gateway} or {@code custom}: the report on a
 * domain. Only names that the settings allow are looked at, and few at a time: nobody can use the
 * service to reach another address. Thread-safe.
 */
public final class DomainApi implements Handler {
  /** The path before the name. */
  public static final String PATH = "/v1/domains/";

  private static final long RETRY_SECONDS = 5;
  private static final Map<String, DomainKind> KINDS =
      Map.of(
          "",
          DomainKind.CUSTOM,
          "kind=custom",
          DomainKind.CUSTOM,
          "kind=gateway",
          DomainKind.GATEWAY);

  private final List<String> allowed;
  private final Semaphore room;
  private final DomainReports reports;

  /**
   * Answers for these names.
   *
   * @param allowed names in lower case; one that begins with a dot stands for all names below it
   * @param concurrent how many are verified at a time
   */
  public DomainApi(List<String> allowed, int concurrent, DomainReports reports) {
    this.allowed = List.copyOf(allowed);
    room = new Semaphore(concurrent);
    this.reports = reports;
  }

  @Override
  public Answer answer(Request request) {
    DomainKind kind = KINDS.get(request.query());
    if (kind == null) {
      return Problem.badRequest("The query may be kind=custom or kind=gateway").answer();
    }
    DnsName name;
    try {
      name = named(kind, request.path().substring(PATH.length()));
    } catch (IllegalArgumentException e) {
      return Problem.badRequest("The path does not end in a DNS name: " + e.getMessage()).answer();
    }
    if (!isAllowed(name.text())) {
      return new Problem(
              403,
              "Not allowed",
              "This service does not look at this domain; its configuration names those that it"
                  + " does.",
              "")
          .answer();
    }
    if (!room.tryAcquire()) {
      return new Problem(
              429, "Too many requests", "As many domains as may be are being verified.", "")
          .retryAfter(RETRY_SECONDS);
    }
    try {
      return Answer.json(200, reports.report(kind, name)).with("cache-control", "no-store");
    } finally {
      room.release();
    }
  }

  /**
   * A name that can be of this kind.
   *
   * @throws IllegalArgumentException if it cannot
   */
  private static DnsName named(DomainKind kind, String text) {
    DnsName name = DnsName.parse(text);
    return kind == DomainKind.GATEWAY ? GatewayHost.of(name).host() : name;
  }

  private boolean isAllowed(String name) {
    return allowed.stream()
        .anyMatch(each -> each.startsWith(".") ? name.endsWith(each) : name.equals(each));
  }
}
