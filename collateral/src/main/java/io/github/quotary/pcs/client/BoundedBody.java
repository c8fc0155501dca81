package io.github.quotary.pcs.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a size limit, and stops reading beyond it. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final int maxBytes;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>();
  private int size;
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  static BodyHandler<byte[]> handler(int maxBytes) {
    return (HttpResponse.ResponseInfo info) -> new BoundedBody(maxBytes);
  }

  /** The body exceeds the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int maxBytes) {
      super("the response has more than " + maxBytes + " bytes");
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > maxBytes - size) {
        refuse();
        return;
      }
      size += buffer.remaining();
      parts.add(buffer);
    }
  }

  private void refuse() {
    parts.clear();
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(new TooLargeException(maxBytes));
  }

  @Override
  public void onError(Throwable error) {
    parts.clear();
    body.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    ByteBuffer all = ByteBuffer.allocate(size);
    parts.forEach(all::put);
    parts.clear();
    body.complete(all.array());
  }
}
