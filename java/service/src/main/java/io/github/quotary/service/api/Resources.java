package io.github.quotary.service.api;

import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Answers that are files of the program. */
public final class Resources {
  private Resources() {}

  /** {@code GET /v1/openapi.json}: what the service answers, as OpenAPI 3.1. */
  public static Handler openApi() {
    byte[] json =
        read("/io/github/quotary/service/api/openapi.json")
            .orElseThrow(() -> new IllegalStateException("The program lacks openapi.json"));
    Answer answer = Answer.json(200, json).with("cache-control", "max-age=300");
    return request -> answer;
  }

  static Optional<byte[]> read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
