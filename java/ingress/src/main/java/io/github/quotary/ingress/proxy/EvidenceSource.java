package io.github.quotary.ingress.proxy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests below {@code /evidences/}. Thread-safe; its methods must not block. */
public interface EvidenceSource {
  /** The names of the files, for the page at {@code /evidences/}. */
  List<String> names();

  /** The file at a path, which is compared byte by byte; empty if there is none. */
  Optional<EvidenceAnswer> file(String path);

  /**
   * The answer to a request for anything but the list of files. One that does not come in time is
   * told to the client as missing.
   *
   * @param method {@code GET} or {@code HEAD}
   * @param pathAndQuery as the client sent it, beginning with {@code /evidences/}
   * @param sniHost the name that the client asked for, in lower case without a final dot; empty
   *     text if it asked for none
   */
  default CompletionStage<EvidenceAnswer> answer(
      String method, String pathAndQuery, String sniHost) {
    return CompletableFuture.completedFuture(
        file(pathAndQuery).orElseGet(EvidenceAnswer::notFound));
  }
}
