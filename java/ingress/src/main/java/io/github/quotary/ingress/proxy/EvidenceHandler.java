package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for evidence one after the other, on a connection of HTTP/1.1 or on a stream of
 * HTTP/2. A request that brings a body is refused.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class EvidenceHandler extends SimpleChannelInboundHandler<HttpObject> {
  private final EvidenceSource source;
  private final Meters meters;
  private final Duration limit;
  private final String host;
  private final boolean isStream;
  private @Nullable Future<?> timer;
  private @Nullable HttpRequest request;
  private boolean isWaiting;
  private boolean isAnswering;
  private boolean isLast;
  private boolean hasEnded;

  /**
   * A handler.
   *
   * @param limit from when a request is waited for to the end of its answer
   * @param isStream whether this is a stream, which carries one request
   */
  EvidenceHandler(
      EvidenceSource source, Meters meters, Duration limit, String host, boolean isStream) {
    this.source = source;
    this.meters = meters;
    this.limit = limit;
    this.host = host;
    this.isStream = isStream;
    this.isLast = isStream;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    await(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    cancelTimer();
  }

  private void await(ChannelHandlerContext ctx) {
    request = null;
    startTimer(ctx);
    readOn(ctx);
    closeIfForsaken(ctx);
  }

  /** A client that sends no more, and whose requests are all answered, is done. */
  private void closeIfForsaken(ChannelHandlerContext ctx) {
    if (hasEnded && request == null) {
      ctx.close();
    }
  }

  private void readOn(ChannelHandlerContext ctx) {
    isWaiting = true;
    ctx.read();
  }

  /** A read may bring only a part of a message, and is over then. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (isWaiting && !isStream) {
      ctx.read();
    }
    ctx.fireChannelReadComplete();
  }

  private void startTimer(ChannelHandlerContext ctx) {
    cancelTimer();
    timer = ctx.executor().schedule(() -> late(ctx), limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void late(ChannelHandlerContext ctx) {
    if (isAnswering) {
      isLast = true;
      startTimer(ctx);
      send(ctx, EvidenceAnswer.text(503, "The answer takes too long; ask again later"));
    } else {
      ctx.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    isWaiting = false;
    if (message instanceof HttpRequest received && request == null) {
      request = received;
      EvidenceAnswer fault = fault(received);
      if (fault != null) {
        meters.evidenceRequests.increment();
        isLast = true;
        isAnswering = true;
        send(ctx, fault);
        return;
      }
    }
    if (message.decoderResult().isFailure()) {
      ctx.close();
    } else if (message instanceof LastHttpContent && request != null && !isAnswering) {
      answer(ctx, request);
    } else if (!isAnswering) {
      readOn(ctx);
    }
  }

  /** What is wrong with a request, so that the connection cannot go on after it. */
  private static @Nullable EvidenceAnswer fault(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      Throwable cause = request.decoderResult().cause();
      if (cause instanceof TooLongHttpLineException) {
        return EvidenceAnswer.text(414, "The request line is too long");
      }
      return cause instanceof TooLongHttpHeaderException
          ? EvidenceAnswer.text(431, "The header is too long")
          : EvidenceAnswer.text(400, "This is not a request");
    }
    return HttpUtil.isTransferEncodingChunked(request)
            || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
            || HttpUtil.getContentLength(request, 0L) > 0
        ? EvidenceAnswer.text(413, "A request for evidence has no body")
        : null;
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest asked) {
    meters.evidenceRequests.increment();
    isAnswering = true;
    isLast |= !HttpUtil.isKeepAlive(asked);
    try {
      EvidencePages.answer(source, asked.method().name(), asked.uri(), host)
          .whenComplete(
              (answer, failure) ->
                  ctx.executor()
                      .execute(
                          () -> {
                            if (isAnswering && asked == request) {
                              send(ctx, failure == null ? answer : broken());
                            }
                          }));
    } catch (RuntimeException e) {
      send(ctx, broken());
    }
  }

  private static EvidenceAnswer broken() {
    return EvidenceAnswer.text(500, "The evidence could not be made");
  }

  private void send(ChannelHandlerContext ctx, EvidenceAnswer answer) {
    boolean isMisdirected = answer.status() == HttpResponseStatus.MISDIRECTED_REQUEST.code();
    isAnswering = false;
    isLast |= isMisdirected;
    ChannelFuture written = ctx.writeAndFlush(response(answer));
    written.addListener(
        done -> {
          if (isLast || !done.isSuccess()) {
            ctx.close();
          } else {
            await(ctx);
          }
          if (isStream && isMisdirected) {
            // By GOAWAY: the client opens another connection, and is asked to keep off this one.
            ctx.channel().parent().close();
          }
        });
  }

  private FullHttpResponse response(EvidenceAnswer answer) {
    HttpRequest asked = request;
    ByteBuf body = Unpooled.wrappedBuffer(answer.body().asReadOnlyBuffer());
    int size = body.readableBytes();
    boolean isHead = asked != null && asked.method().equals(HttpMethod.HEAD);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            isHead ? Unpooled.EMPTY_BUFFER : body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, size)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
        .set("x-content-type-options", "nosniff");
    answer
        .headers()
        .forEach((name, value) -> response.headers().set(name.toLowerCase(Locale.ROOT), value));
    if (answer.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    if (!isStream) {
      HttpUtil.setKeepAlive(
          response.headers(),
          asked == null ? HttpVersion.HTTP_1_1 : asked.protocolVersion(),
          !isLast && answer.status() != HttpResponseStatus.MISDIRECTED_REQUEST.code());
    }
    return response;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ProxyServer.STOPPING && !isStream) {
      isLast = true;
      if (request == null) {
        ctx.close();
      }
    } else if (Closing.endsInput(event) && !isStream) {
      hasEnded = true;
      closeIfForsaken(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
