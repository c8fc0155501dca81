package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.ear.EarClaims;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.service.engine.Engine;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.service.exchange.Request;
import io.github.quotary.service.together.Question;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Verdicts as signed tokens, and {@code GET /.well-known/jwks.json}. Thread-safe. */
public final class Tokens implements Handler {
  private static final String TYPE = "application/eat+jwt";

  /** A weight of zero: what is not acceptable (RFC 9110, section 12.4.2). */
  private static final Pattern NO_WEIGHT = Pattern.compile("(^|;)\\s*q=0(\\.0*)?\\s*(;|$)");

  private static final int NOT_ACCEPTABLE = 406;
  private static final JsonMapper JSON = new JsonMapper();

  private final Engine engine;

  /** Signs with the engine's key. */
  public Tokens(Engine engine) {
    this.engine = engine;
  }

  /** Whether a token is what is accepted first. */
  static boolean isAsked(String accept) {
    if (accept.isEmpty()) {
      return false;
    }
    String first = accept.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
    String[] parts = first.split(";", 2);
    boolean isJwt = parts[0].strip().equals(TYPE) || parts[0].strip().equals("application/jwt");
    return isJwt && (parts.length == 1 || !NO_WEIGHT.matcher(parts[1]).find());
  }

  /** Makes the token of a verdict. */
  Function<InputChecks, Answer> renderer(Question question) {
    EarSigner signer =
        engine
            .rules()
            .get()
            .signer()
            .orElseThrow(() -> refused("No key for tokens is configured: earKey is not set."));
    if (!engine.anchor().isIntel() && !engine.settings().earTestRoot()) {
      throw refused("No token is signed under a root that is not Intel's: set earTestRoot.");
    }
    return checks -> token(signer, checks, question);
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(new Problem(NOT_ACCEPTABLE, "No tokens", detail, "accept"));
  }

  private Answer token(EarSigner signer, InputChecks checks, Question question) {
    String token =
        signer.sign(EarClaims.of(checks.result(), question.provenance(), engine.clock().instant()));
    return new Answer(
        200, TYPE, Map.of("cache-control", "no-store"), token.getBytes(StandardCharsets.US_ASCII));
  }

  /** The public half of the key that signs, or none. */
  @Override
  public Answer answer(Request request) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode keys = json.putArray("keys");
    Optional<EarSigner> signer = engine.rules().get().signer();
    signer.ifPresent(each -> keys.add(JSON.valueToTree(each.publicKey())));
    return Answer.json(200, json + "\n").with("cache-control", "max-age=300");
  }
}
