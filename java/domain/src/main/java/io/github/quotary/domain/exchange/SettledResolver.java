package io.github.quotary.domain.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.WireParseException;

/** A resolver whose settings, such as ports, are given once and for all when it is made. */
public abstract class SettledResolver implements Resolver {
  /** For those who know how to ask. */
  protected SettledResolver() {}

  @Override
  public abstract Message send(Message query) throws IOException;

  @Override
  public final CompletionStage<Message> sendAsync(Message query) {
    return CompletableFuture.supplyAsync(() -> query).thenCompose(this::answer);
  }

  @Override
  public final CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return CompletableFuture.supplyAsync(() -> query, executor).thenCompose(this::answer);
  }

  private CompletionStage<Message> answer(Message query) {
    try {
      return CompletableFuture.completedStage(send(query));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /**
   * An answer repeats its question; an update's need not (RFC 2136, section 3.8).
   *
   * @throws WireParseException if it is another question's
   */
  protected static void requireSameQuestion(Message query, Message answer)
      throws WireParseException {
    int opcode = query.getHeader().getOpcode();
    Record question = query.getQuestion();
    Record repeated = answer.getQuestion();
    if (answer.getHeader().getOpcode() != opcode
        || (opcode != Opcode.UPDATE
            && (repeated == null
                || !question.getName().equals(repeated.getName())
                || question.getType() != repeated.getType()
                || question.getDClass() != repeated.getDClass()))) {
      throw new WireParseException("an answer to another question");
    }
  }

  @Override
  public final void setPort(int port) {
    throw settled();
  }

  @Override
  public final void setTCP(boolean flag) {
    throw settled();
  }

  @Override
  public final void setIgnoreTruncation(boolean flag) {
    throw settled();
  }

  @Override
  public final void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    throw settled();
  }

  @Override
  public final void setTSIGKey(TSIG key) {
    throw settled();
  }

  @Override
  public final void setTimeout(Duration timeout) {
    throw settled();
  }

  private static UnsupportedOperationException settled() {
    return new UnsupportedOperationException(
        "this resolver was given its settings when it was made");
  }
}
