package io.github.quotary.ingress.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Evidence of some files, and a challenge that is answered by another thread. */
final class TestEvidence implements EvidenceSource {
  static final String MANIFEST = "0123  acme-account.json\n";
  private final Map<String, String> files = new TreeMap<>();
  private Function<String, CompletionStage<EvidenceAnswer>> challenge =
      query ->
          CompletableFuture.supplyAsync(
              () ->
                  EvidenceAnswer.found(
                      "application/json",
                      ByteBuffer.wrap(query.getBytes(StandardCharsets.US_ASCII))));

  TestEvidence() {
    files.put("sha256sum.txt", MANIFEST);
    files.put("cert-*.a.example.pem", "pem\n");
  }

  TestEvidence large(String name, int size) {
    files.put(name, "x".repeat(size));
    return this;
  }

  TestEvidence challenge(Function<String, CompletionStage<EvidenceAnswer>> answers) {
    challenge = answers;
    return this;
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Optional<EvidenceAnswer> file(String path) {
    return Optional.ofNullable(files.get(path.substring("/evidences/".length())))
        .map(
            text ->
                EvidenceAnswer.found(
                    "text/plain", ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))));
  }

  @Override
  public CompletionStage<EvidenceAnswer> answer(
      String method, String pathAndQuery, String sniHost) {
    return pathAndQuery.startsWith("/evidences/challenge?")
        ? challenge.apply(sniHost + pathAndQuery.substring("/evidences/challenge".length()))
        : EvidenceSource.super.answer(method, pathAndQuery, sniHost);
  }
}
