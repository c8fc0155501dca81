package io.github.quotary.ingress.run;

import io.github.quotary.ingress.evidence.ChallengeAnswer;
import io.github.quotary.ingress.evidence.Challenges;
import io.github.quotary.ingress.evidence.Evidence;
import io.github.quotary.ingress.evidence.EvidencePublisher;
import io.github.quotary.ingress.proxy.EvidenceAnswer;
import io.github.quotary.ingress.proxy.EvidenceSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Answers visitors who ask for evidence, also over a nonce of theirs where that is offered. */
final class EvidenceDesk implements EvidenceSource {
  private final EvidencePublisher publisher;
  private final Optional<Challenges> challenges;
  private final Executor executor;
  private final Journal journal;

  /**
   * A desk.
   *
   * @param executor asks the TEE for quotes, which takes a second
   */
  EvidenceDesk(
      EvidencePublisher publisher,
      Optional<Challenges> challenges,
      Executor executor,
      Journal journal) {
    this.publisher = publisher;
    this.challenges = challenges;
    this.executor = executor;
    this.journal = journal;
  }

  @Override
  public List<String> names() {
    return publisher.published().map(Evidence::names).orElse(List.of());
  }

  @Override
  public Optional<EvidenceAnswer> file(String path) {
    return publisher
        .published()
        .flatMap(evidence -> evidence.file(path))
        .map(bytes -> EvidenceAnswer.found(type(path), bytes));
  }

  private static String type(String path) {
    return path.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
  }

  @Override
  public CompletionStage<EvidenceAnswer> answer(String method, String pathAndQuery, String host) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    if (challenges.isEmpty() || !path.equals(Challenges.PATH)) {
      return EvidenceSource.super.answer(method, pathAndQuery, host);
    }
    String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    try {
      return CompletableFuture.supplyAsync(
          () -> challenged(challenges.get().answer(host, query)), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          EvidenceAnswer.text(429, "too many challenges; ask again later"));
    }
  }

  private EvidenceAnswer challenged(ChallengeAnswer answer) {
    if (answer instanceof ChallengeAnswer.NoQuote none) {
      journal.warn("a challenge was not answered", "why", none.reason().message());
    }
    Map<String, String> headers = new TreeMap<>(answer.headers());
    String type = headers.remove("Content-Type");
    return new EvidenceAnswer(
        answer.status(), type == null ? "text/plain" : type, answer.body(), headers);
  }
}
