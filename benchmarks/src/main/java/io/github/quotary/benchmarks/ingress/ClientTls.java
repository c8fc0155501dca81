package io.github.quotary.benchmarks.ingress;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS of clients, by BoringSSL: one suite of each version, X25519, full handshakes alone. */
final class ClientTls {
  private static final List<String> SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
  private static final String[] GROUPS = {"x25519", "secp256r1"};

  private final Map<Transport, SslContext> contexts = new EnumMap<>(Transport.class);

  /** Clients that trust this certificate. */
  ClientTls(X509Certificate certificate) throws SSLException {
    for (Transport transport : List.of(Transport.TLS_1_2, Transport.TLS_1_3)) {
      SslContext context =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.OPENSSL_REFCNT)
              .protocols(transport.version())
              .ciphers(SUITES)
              .option(OpenSslContextOption.GROUPS, GROUPS)
              .trustManager(new OneCertificate(certificate))
              .endpointIdentificationAlgorithm(null)
              .build();
      ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
      contexts.put(transport, context);
    }
  }

  SslHandler handler(Transport transport, ByteBufAllocator allocator, int port) {
    SslContext context = contexts.get(transport);
    if (context == null) {
      throw new IllegalArgumentException(transport + " has no TLS");
    }
    return context.newHandler(allocator, Credentials.NAME, port);
  }

  /** Takes one certificate, which costs a client no signature. */
  private static final class OneCertificate extends X509ExtendedTrustManager {
    private final X509Certificate trusted;

    OneCertificate(X509Certificate trusted) {
      this.trusted = trusted;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (!chain[0].equals(trusted)) {
        throw new CertificateException("another certificate");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
