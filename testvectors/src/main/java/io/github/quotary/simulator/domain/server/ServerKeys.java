package io.github.quotary.simulator.domain.server;

import io.github.quotary.simulator.domain.web.WebCertificate;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Serves the certificate that covers the name that the client asks for, else the first. */
public final class ServerKeys extends X509ExtendedKeyManager {
  private final List<WebCertificate> certificates;

  private ServerKeys(List<WebCertificate> certificates) {
    this.certificates = certificates;
  }

  /** A TLS context of its own, so that no session is ever resumed from another connection. */
  public static SSLContext context(List<WebCertificate> certificates) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ServerKeys(certificates)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    if (!keyType.equals("EC") || !(socket instanceof SSLSocket tls)) {
      return null;
    }
    if (tls.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return Integer.toString(indexOf(certificates, host.getAsciiName()));
        }
      }
    }
    return "0";
  }

  /** The certificate that is served to who asks for this host. */
  public static WebCertificate choose(List<WebCertificate> certificates, String host) {
    return certificates.get(indexOf(certificates, host));
  }

  private static int indexOf(List<WebCertificate> certificates, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    for (int i = 0; i < certificates.size(); i++) {
      List<String> names = certificates.get(i).plan().dnsNames();
      if (names.stream().anyMatch(name -> covers(name, wanted))) {
        return i;
      }
    }
    return 0;
  }

  private static boolean covers(String name, String host) {
    return name.startsWith("*.")
        ? host.indexOf('.') > 0 && name.substring(1).equals(host.substring(host.indexOf('.')))
        : name.equals(host);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<byte[]> chain = certificates.get(Integer.parseInt(alias)).chain();
      X509Certificate[] all = new X509Certificate[chain.size()];
      for (int i = 0; i < all.length; i++) {
        ByteArrayInputStream der = new ByteArrayInputStream(chain.get(i));
        all[i] = (X509Certificate) factory.generateCertificate(der);
      }
      return all;
    } catch (CertificateException e) {
      throw new IllegalStateException("the JDK does not read the laboratory's certificate", e);
    }
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return certificates.get(Integer.parseInt(alias)).privateKey();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {"0"};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
