package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Makes the contexts and the engines that a policy allows. Immutable. */
final class TlsContexts {
  /**
   * JSSE sends no ticket that would live for longer than the seven days of RFC 8446, section 4.6.1;
   * sessions that shall live for longer are kept by nobody but the one that the cache holds.
   */
  private static final long TOO_LONG_FOR_A_TICKET_SECONDS = 7L * 24 * 3600 + 1;

  private final TlsEngine engine;
  private final List<String> groups;

  TlsContexts(TlsEngine engine, TlsPolicy policy) {
    this.engine = engine;
    this.groups = policy.groups();
  }

  /** A context for one certificate, to be released by the caller. */
  SslContext context(ServedCertificate certificate, List<String> protocols) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(certificate.key(), certificate.chain())
            .sslProvider(engine.provider())
            .protocols(TlsPolicy.VERSIONS)
            .ciphers(TlsPolicy.SUITES)
            .applicationProtocolConfig(alpn(protocols));
    if (engine == TlsEngine.JSSE) {
      if (!JsseGroups.canSign(certificate.chain().get(0).getPublicKey(), groups)) {
        throw new SSLException(
            "this JDK does not sign with an EC key of another group than "
                + groups
                + "; take an RSA key, BoringSSL, or JDK 20 or newer");
      }
      return builder.sessionCacheSize(1).sessionTimeout(TOO_LONG_FOR_A_TICKET_SECONDS).build();
    }
    String[] names = groups.toArray(String[]::new);
    SslContext context = builder.option(OpenSslContextOption.GROUPS, names).build();
    ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
    return context;
  }

  private static ApplicationProtocolConfig alpn(List<String> protocols) {
    return protocols.isEmpty()
        ? ApplicationProtocolConfig.DISABLED
        : new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            protocols);
  }

  /** A handler for one connection. */
  SslHandler handler(SslContext context, ByteBufAllocator allocator) {
    SslHandler handler = context.newHandler(allocator);
    SSLEngine made = handler.engine();
    if (engine == TlsEngine.JSSE) {
      SSLParameters parameters = made.getSSLParameters();
      JsseGroups.set(parameters, groups);
      parameters.setUseCipherSuitesOrder(true);
      made.setSSLParameters(parameters);
    } else {
      Tickets.forbid(made);
    }
    return handler;
  }

  /** Touches the classes of BoringSSL, which need not be there. */
  private static final class Tickets {
    /** An engine with TLS 1.3 allows tickets even if its context does not. */
    static void forbid(SSLEngine engine) {
      long pointer = ((ReferenceCountedOpenSslEngine) engine).sslPointer();
      SSL.setOptions(pointer, SSL.SSL_OP_NO_TICKET);
    }
  }
}
