package io.github.quotary.ingress.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which paths are evidence, and the pages that are not files. Paths are not normalized. */
final class EvidencePages {
  static final String FOLDER = "/evidences/";
  private static final String BARE = "/evidences";
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._*-]+");

  private EvidencePages() {}

  /** Whether a connection that begins with this request is answered here. */
  static boolean isEvidence(@Nullable CharSequence method, @Nullable CharSequence path) {
    return method != null
        && path != null
        && isRead(method.toString())
        && isEvidencePath(path.toString());
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static boolean isEvidencePath(String target) {
    String path = withoutQuery(target);
    return path.equals(BARE) || path.startsWith(FOLDER);
  }

  private static String withoutQuery(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The answer to any request on a connection that is answered here. */
  static CompletionStage<EvidenceAnswer> answer(
      EvidenceSource source, String method, String target, String host) {
    if (!isEvidencePath(target)) {
      return now(
          EvidenceAnswer.text(
              421, "This connection is for evidence; ask for other pages on another one"));
    }
    if (!isRead(method)) {
      return now(EvidenceAnswer.text(405, "Evidence is read by GET and HEAD"));
    }
    String path = withoutQuery(target);
    if (path.equals(BARE)) {
      return now(EvidenceAnswer.text(404, "The files are listed at " + FOLDER));
    }
    return path.equals(FOLDER) ? now(list(source.names())) : source.answer(method, target, host);
  }

  private static CompletionStage<EvidenceAnswer> now(EvidenceAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static EvidenceAnswer list(List<String> names) {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html>\n<html><head><title>Evidence</title></head><body>\n");
    names.stream()
        .filter(name -> PLAIN_NAME.matcher(name).matches())
        .forEach(
            name ->
                page.append("<a href=\"")
                    .append(name)
                    .append("\">")
                    .append(name)
                    .append("</a><br>\n"));
    page.append("</body></html>\n");
    return EvidenceAnswer.found(
        "text/html; charset=utf-8",
        ByteBuffer.wrap(page.toString().getBytes(StandardCharsets.US_ASCII)));
  }
}
