package io.github.quotary.tls.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** A gRPC server and a channel to it that attest themselves to each other. */
final class GrpcService {
  /** What code that is generated from a .proto file has. */
  static final MethodDescriptor<String, String> GREET =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("Greeter/Greet")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private GrpcService() {}

  /** A server; it needs the client's certificate. */
  static Server serve(AttestedKeyManager identity, AttestedTrustManager clients)
      throws IOException {
    return OkHttpServerBuilder.forPort(
            new InetSocketAddress("127.0.0.1", 0),
            TlsServerCredentials.newBuilder()
                .keyManager(identity)
                .trustManager(clients)
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build())
        .addService(
            ServerServiceDefinition.builder("Greeter")
                .addMethod(
                    GREET,
                    ServerCalls.asyncUnaryCall(
                        (name, answer) -> {
                          answer.onNext("hello " + name);
                          answer.onCompleted();
                        }))
                .build())
        .build()
        .start();
  }

  /** A channel. OkHttp compares the host's name with the certificate itself. */
  static ManagedChannel connect(
      int port, AttestedKeyManager identity, AttestedTrustManager servers) {
    return OkHttpChannelBuilder.forAddress("localhost", port)
        .sslSocketFactory(AttestedTls.client(servers, identity).getSocketFactory())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
