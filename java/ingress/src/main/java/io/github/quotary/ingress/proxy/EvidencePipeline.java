package io.github.quotary.ingress.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server of a connection that asks for evidence. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class EvidencePipeline {
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_HEAD = 16 * 1024;
  private static final int MAX_STREAMS = 16;

  /** An HTTP/2 connection lives for so many times the limit of an exchange. */
  private static final int EXCHANGES_PER_CONNECTION = 4;

  private final EvidenceSource source;
  private final Meters meters;
  private final Duration limit;
  private final String host;

  EvidencePipeline(Door door, String host) {
    this.source = door.settings().evidence().orElseThrow();
    this.meters = door.meters();
    this.limit = door.settings().times().evidence();
    this.host = host;
  }

  /** Adds the server's handlers. */
  void append(Channel channel, boolean isHttp2) {
    if (isHttp2) {
      appendHttp2(channel.pipeline());
    } else {
      // One message at a time: the next request is read when this one is answered.
      channel.config().setAutoRead(false);
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(MAX_LINE, MAX_HEAD, MAX_LINE),
              new FlowControlHandler(),
              handler(false));
    }
  }

  private EvidenceHandler handler(boolean isStream) {
    return new EvidenceHandler(source, meters, limit, host, isStream);
  }

  private void appendHttp2(ChannelPipeline pipeline) {
    pipeline.addLast(
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(MAX_STREAMS)
                    .maxHeaderListSize(MAX_HEAD))
            .gracefulShutdownTimeoutMillis(limit.toMillis())
            .build(),
        new Http2MultiplexHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
                stream.pipeline().addLast(handler(true));
              }
            }),
        new Lifetime(limit.multipliedBy(EXCHANGES_PER_CONNECTION)));
  }

  /**
   * Ends an HTTP/2 connection, by GOAWAY and after its open streams: after its time, and where the
   * client sends no more.
   */
  private static final class Lifetime extends ChannelInboundHandlerAdapter {
    private final Duration time;
    private @Nullable Future<?> timer;

    Lifetime(Duration time) {
      this.time = time;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      timer = ctx.executor().schedule(() -> ctx.close(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      if (timer != null) {
        timer.cancel(false);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ProxyServer.STOPPING || Closing.endsInput(event)) {
        ctx.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
