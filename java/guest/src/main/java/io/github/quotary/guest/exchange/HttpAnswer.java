package io.github.quotary.guest.exchange;

import java.util.Locale;
import java.util.Optional;

/** An agent's whole response. Immutable. */
public final class HttpAnswer {
  private static final int OK = 200;

  private final int status;
  private final Optional<String> contentType;
  private final byte[] body;

  /** Takes the body, which nobody may change any more. */
  HttpAnswer(int status, Optional<String> contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  /** 200 to 599. */
  public int status() {
    return status;
  }

  /** As it came. */
  public Optional<String> contentType() {
    return contentType;
  }

  /** A copy of the whole body, without any transfer coding. */
  public byte[] body() {
    return body.clone();
  }

  /** Whether the status is 200. */
  public boolean isOk() {
    return status == OK;
  }

  /** Whether it says that it is JSON, or says nothing. */
  public boolean mayBeJson() {
    return contentType
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .map(type -> type.equals("application/json"))
        .orElse(true);
  }
}
