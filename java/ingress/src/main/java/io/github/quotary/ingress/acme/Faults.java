package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.http.HttpStatusException;
import io.github.quotary.ingress.state.FileWords;
import io.github.quotary.status.SafeText;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** Makes faults of the library's exceptions. */
final class Faults {
  static final String ACCOUNT_DOES_NOT_EXIST = "accountDoesNotExist";
  static final String UNAUTHORIZED = "unauthorized";

  private static final String RATE_LIMITED = "rateLimited";
  private static final String SERVER_INTERNAL = "serverInternal";
  private static final String BAD_NONCE = "badNonce";
  private static final String PREFIX = "urn:ietf:params:acme:error:";

  /** How the library tells an answer without a problem document. */
  private static final Pattern REFUSED = Pattern.compile("HTTP 4[0-9]{2}");

  private static final int MAX_TEXT = 500;
  private static final int MAX_PARTS = 20;

  private Faults() {}

  /**
   * The fault of an exception.
   *
   * @param doing what was asked of the authority
   */
  static AcmeFault of(String doing, Exception error, Optional<Duration> retryAfter) {
    if (error instanceof AcmeLazyLoadingException lazy && lazy.getCause() instanceof Exception e) {
      return of(doing, e, retryAfter);
    }
    if (error instanceof AcmeServerException server) {
      return refusal(doing, problem(server.getProblem()), retryAfter);
    }
    if (error instanceof AcmeNetworkException && error.getCause() != null) {
      Throwable cause = error.getCause();
      if (cause instanceof InterruptedIOException) {
        return new AcmeFault.Interrupted(doing);
      }
      if (cause instanceof HttpStatusException status && status.isTooManyRequests()) {
        AcmeProblem problem = new AcmeProblem(RATE_LIMITED, words(cause), List.of());
        return new AcmeFault.RateLimited(doing, problem, retryAfter);
      }
      return new AcmeFault.Unreachable(doing, words(cause), retryAfter);
    }
    if (error instanceof AcmeException && REFUSED.matcher(words(error)).matches()) {
      return new AcmeFault.Refused(doing, new AcmeProblem(words(error), "", List.of()));
    }
    if (error instanceof AcmeException) {
      return new AcmeFault.Unreachable(doing, words(error), retryAfter);
    }
    return new AcmeFault.Unusable(doing, words(error));
  }

  private static AcmeFault refusal(
      String doing, AcmeProblem problem, Optional<Duration> retryAfter) {
    return switch (problem.type()) {
      case RATE_LIMITED -> new AcmeFault.RateLimited(doing, problem, retryAfter);
      case ACCOUNT_DOES_NOT_EXIST -> new AcmeFault.AccountLost(problem);
      case SERVER_INTERNAL, BAD_NONCE ->
          new AcmeFault.Unreachable(doing, problem.toString(), retryAfter);
      default -> new AcmeFault.Refused(doing, problem);
    };
  }

  /** What the authority said, if it can be read. */
  static AcmeProblem problem(Problem problem) {
    try {
      List<AcmeProblem.Part> parts =
          problem.getSubProblems().stream()
              .limit(MAX_PARTS)
              .map(
                  part ->
                      new AcmeProblem.Part(
                          part.getIdentifier().map(id -> clean(id.getValue())).orElse(""),
                          type(part.getType()),
                          detail(part)))
              .toList();
      return new AcmeProblem(type(problem.getType()), detail(problem), parts);
    } catch (RuntimeException e) {
      return new AcmeProblem("an error that cannot be read", words(e), List.of());
    }
  }

  private static String detail(Problem problem) {
    return clean(problem.getDetail().or(problem::getTitle).orElse(""));
  }

  private static String type(URI type) {
    String text = type.toString();
    return clean(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
  }

  static String words(Throwable error) {
    String message =
        error instanceof FileSystemException file ? FileWords.of(file) : error.getMessage();
    String name = error.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : clean(message);
  }

  /** The authority's text, fit for one line of a log. */
  static String clean(String text) {
    return SafeText.of(text.strip(), MAX_TEXT);
  }
}
