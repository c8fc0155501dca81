package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.ingress.proxy.Proxies.Running;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real protocols, with a server of Netty's behind the proxy and a client of the JDK's before it.
 */
class ProxyProtocolsTest {
  private static final ServedCertificate CERTIFICATE = Certificates.ec("localhost");

  private static Running start(TlsEngine engine, Server server, String... alpn) {
    return Proxies.to(server.port())
        .engine(engine)
        .alpn(alpn)
        .evidence(new TestEvidence())
        .start(CERTIFICATE);
  }

  @ParameterizedTest
  @EnumSource
  void http2PassesThrough(TlsEngine engine) throws Exception {
    try (Server server = Server.start(ProxyProtocolsTest::http2);
        Running proxy = start(engine, server, "h2")) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(Client.trusting()).version(Version.HTTP_2).build();
      URI uri = URI.create("https://localhost:" + proxy.port() + "/service");
      String body = "x".repeat(100_000);
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer =
            client.send(
                java.net.http.HttpRequest.newBuilder(uri)
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
        assertEquals(Version.HTTP_2, answer.version());
        assertEquals("backend says /service 100000", answer.body());
      }
      assertEquals(1, proxy.server().counters().accepted());
    }
  }

  private static void http2(Channel channel) {
    channel
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream
                        .pipeline()
                        .addLast(
                            new Http2StreamFrameToHttpObjectCodec(true),
                            new HttpObjectAggregator(1 << 20),
                            new Answers());
                  }
                }));
  }

  @ParameterizedTest
  @EnumSource
  void webSocketsPassThrough(TlsEngine engine) throws Exception {
    try (Server server = Server.start(ProxyProtocolsTest::webSocket);
        Running proxy = start(engine, server)) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      WebSocket socket =
          HttpClient.newBuilder()
              .sslContext(Client.trusting())
              .build()
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("wss://localhost:" + proxy.port() + "/chat"), new Listener(heard))
              .get();
      socket.sendText("hello", true).get();
      assertEquals("backend heard hello", heard.get());
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    }
  }

  private static void webSocket(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(1 << 16),
            new WebSocketServerProtocolHandler("/chat"),
            new Frames());
  }

  /** Takes one text. */
  private record Listener(CompletableFuture<String> heard) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      heard.complete(text.toString());
      return WebSocket.Listener.super.onText(socket, text, isLast);
    }
  }

  private static final class Frames extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      ctx.writeAndFlush(new TextWebSocketFrame("backend heard " + frame.text()));
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
      String uri = ((HttpRequest) message).uri();
      int size = ((io.netty.handler.codec.http.FullHttpRequest) message).content().readableBytes();
      byte[] body = ("backend says " + uri + " " + size).getBytes(StandardCharsets.US_ASCII);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
      ctx.writeAndFlush(response);
    }
  }

  /** A server without TLS. */
  private record Server(EventLoopGroup loops, Channel listener) implements AutoCloseable {
    static Server start(Consumer<Channel> pipeline) {
      EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
      return new Server(
          loops,
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      pipeline.accept(channel);
                    }
                  })
              .bind(InetAddress.getLoopbackAddress(), 0)
              .syncUninterruptibly()
              .channel());
    }

    int port() {
      return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
