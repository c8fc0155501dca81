package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.ChallengeStore;
import io.github.quotary.challenge.MemoryChallengeStore;
import io.github.quotary.challenge.Taken;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Request;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * {@code POST /v1/challenge}: a fresh nonce, good for one answer and for a limited time; the number
 * of those that wait is bounded. Thread-safe.
 */
public final class Challenges implements Handler {
  private final Settings.Challenges settings;
  private final MemoryChallengeStore store;
  private final Clock clock;
  private final SecureRandom random;

  /** No nonce yet. */
  public Challenges(Settings.Challenges settings, Clock clock, SecureRandom random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    store = new MemoryChallengeStore(settings.timeToLive(), settings.max(), clock);
  }

  @Override
  public Answer answer(Request request) {
    if (request.body().length > 0) {
      return Problem.badRequest("A challenge takes no body").answer();
    }
    Challenge challenge = Challenge.create(settings.context(), random);
    if (!store.remember(challenge)) {
      return new Problem(503, "Too many challenges", "Too many nonces wait for their answers.", "")
          .retryAfter(1);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("nonce", Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.nonce()));
    json.put("context", settings.context());
    json.put(
        "expiresAt",
        clock.instant().plus(settings.timeToLive()).truncatedTo(ChronoUnit.SECONDS).toString());
    return Answer.json(200, json + "\n").with("cache-control", "no-store");
  }

  /** The nonces that wait for their answers. */
  public ChallengeStore store() {
    return store;
  }

  Taken take(byte[] nonce) {
    return store.take(settings.context(), nonce);
  }

  /** Why a nonce is not good. */
  static String problem(Taken taken) {
    if (taken instanceof Taken.AlreadyUsed) {
      return "This nonce was used before; ask for another one";
    }
    return taken instanceof Taken.Expired
        ? "This nonce has expired; ask for another one"
        : "This nonce is not known; ask POST /v1/challenge for one";
  }
}
