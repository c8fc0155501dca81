package io.github.quotary.service.http;

import io.github.quotary.service.batch.BatchEngine;
import io.github.quotary.service.batch.BatchStream;
import io.github.quotary.service.exchange.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/batch}: reads no faster than results are taken. On its event loop. */
final class BatchExchange extends Deadlines.Timed implements BatchStream.Output {
  private static final String TYPE = "application/x-ndjson";

  private static final int OK = 200;

  private final Loop loop;
  private final Peer peer;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final @Nullable BatchStream stream;
  private final long max;
  private final long start;
  private long size;
  private boolean isRead;
  private boolean isDone;
  private boolean isPaused;

  BatchExchange(Loop loop, Peer peer, HttpServerRequest request, BatchEngine engine, long start) {
    this.loop = loop;
    this.peer = peer;
    this.request = request;
    this.start = start;
    response = request.response();
    max = loop.shared().settings().limits().batchBytes();
    stream = BatchStream.open(engine, loop.executor(), this);
  }

  void begin() {
    if (stream == null) {
      refuse(Problem.busy());
      return;
    }
    request.exceptionHandler(e -> lost());
    response.exceptionHandler(e -> lost());
    response.drainHandler(any -> balance());
    request.handler(piece -> read(stream, piece));
    request.endHandler(
        any -> {
          isRead = true;
          if (!isDone) {
            stream.finish();
          }
        });
  }

  private void read(BatchStream batch, Buffer piece) {
    if (isDone) {
      return;
    }
    size += piece.length();
    if (size > max) {
      refuse(
          new Problem(
              413,
              "Body too large",
              "The batch has more than " + max + " bytes, the maximum.",
              ""));
      return;
    }
    loop.extend(this);
    batch.add(piece.getBytes());
    balance();
  }

  /** Reads on, or not, as the batch and the client's side have room. */
  private void balance() {
    if (isDone || stream == null) {
      return;
    }
    boolean isFull = stream.isFull() || response.writeQueueFull();
    if (isFull != isPaused) {
      isPaused = isFull;
      if (isFull) {
        request.pause();
      } else {
        request.resume();
      }
    }
  }

  @Override
  public void write(byte[] lines) {
    if (isDone) {
      return;
    }
    head();
    response.write(Buffer.buffer(lines));
    loop.extend(this);
    balance();
  }

  private void head() {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, TYPE);
      response.putHeader("x-content-type-options", "nosniff");
    }
  }

  @Override
  public void end() {
    if (!isDone) {
      finish();
      head();
      response.end();
      counted(OK);
    }
  }

  private void counted(int status) {
    loop.shared()
        .listener()
        .onAnswer(Loop.BATCH, status, loop.shared().ticker().getAsLong() - start);
  }

  @Override
  public void fail() {
    refuse(Problem.internal());
  }

  /** Before the first line a problem is told; after it only a broken answer can tell. */
  private void refuse(Problem problem) {
    if (isDone) {
      return;
    }
    finish();
    counted(problem.status());
    if (response.headWritten()) {
      response.reset(2);
      return;
    }
    var answer = problem.status() == 429 ? problem.retryAfter(1) : problem.answer();
    Exchange.write(response, answer);
    var sent = Exchange.end(request, answer);
    if (!isRead) {
      sent.onComplete(any -> Exchange.cut(request));
    }
  }

  private void lost() {
    finish();
  }

  private void finish() {
    if (!isDone) {
      isDone = true;
      if (stream != null) {
        stream.close();
      }
      loop.ended(this, peer);
    }
  }

  @Override
  void timeOut() {
    refuse(new Problem(408, "No progress", "The batch made no progress in time.", ""));
  }
}
