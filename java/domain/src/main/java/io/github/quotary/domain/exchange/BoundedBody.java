package io.github.quotary.domain.exchange;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a limit, and not beyond. For one answer. */
final class BoundedBody<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> whole;
  private final Consumer<BodySubscriber<T>> atExcess;
  private int remaining;
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(BodySubscriber<T> whole, int maxBytes, Consumer<BodySubscriber<T>> atExcess) {
    this.whole = whole;
    this.remaining = maxBytes;
    this.atExcess = atExcess;
  }

  /** Collects each body; a longer one is a {@link BodyTooLongException}. */
  static BodyHandler<byte[]> collected(int maxBytes) {
    return info ->
        new BoundedBody<>(
            BodySubscribers.ofByteArray(),
            maxBytes,
            whole -> whole.onError(new BodyTooLongException(maxBytes)));
  }

  /** Drops each body; the rest of a longer one is not read. */
  static BodyHandler<Void> dropped(int maxBytes) {
    return info ->
        new BoundedBody<>(BodySubscribers.discarding(), maxBytes, BodySubscriber::onComplete);
  }

  @Override
  public CompletionStage<T> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    whole.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (remaining < 0) {
      return;
    }
    long size = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (size > remaining) {
      remaining = -1;
      if (subscription != null) {
        subscription.cancel();
      }
      atExcess.accept(whole);
    } else {
      remaining -= (int) size;
      whole.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable error) {
    whole.onError(error);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
