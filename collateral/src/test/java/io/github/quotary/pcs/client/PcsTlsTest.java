package io.github.quotary.pcs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FmspcEntry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PcsTlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  private final HttpsServer server;
  private X509Certificate certificate;

  PcsTlsTest() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aCertificateOfOnesOwnIsAccepted() throws Exception {
    serve("127.0.0.1");
    assertTrue(fetch(PcsTls.trusting(pem(certificate))).value().isPresent());
  }

  @Test
  void aPrivateCertificateIsTrustedInAdditionToTheRuntimes() throws Exception {
    serve("127.0.0.1");
    assertTrue(fetch(PcsTls.trustingAlso(pem(certificate))).value().isPresent());
    byte[] other =
        pem(selfSigned(KeyPairGenerator.getInstance("EC").generateKeyPair(), "127.0.0.1"));
    assertTrue(fetch(PcsTls.trustingAlso(other)).value().isEmpty());
  }

  @Test
  void withoutItTheServiceIsUnreachable() throws Exception {
    serve("127.0.0.1");
    PcsResult<List<FmspcEntry>> result = fetch(SSLContext.getDefault());
    assertEquals(FailureKind.UNREACHABLE, result.failures().get(0).kind());
    assertTrue(result.cause().contains("certification path"), result.cause());
  }

  @Test
  void theHostNameIsCheckedUnlessTheCertificateIsPinned() throws Exception {
    serve("192.0.2.1");
    assertTrue(fetch(PcsTls.trusting(pem(certificate))).value().isEmpty());
    assertTrue(fetch(PcsTls.pinning(pem(certificate))).value().isPresent());
  }

  @Test
  void anotherCertificateThanThePinnedOneIsRefused() throws Exception {
    serve("127.0.0.1");
    byte[] other =
        pem(selfSigned(KeyPairGenerator.getInstance("EC").generateKeyPair(), "127.0.0.1"));
    PcsResult<List<FmspcEntry>> result = fetch(PcsTls.pinning(other));
    assertTrue(result.cause().contains("does not match a pinned one"), result.cause());
  }

  @Test
  void noCertificateIsAnError() {
    byte[] nothing = "no PEM".getBytes(StandardCharsets.US_ASCII);
    assertThrows(IllegalArgumentException.class, () -> PcsTls.trusting(nothing));
    assertThrows(IllegalArgumentException.class, () -> PcsTls.trustingAlso(nothing));
    assertThrows(IllegalArgumentException.class, () -> PcsTls.pinning(nothing));
  }

  @Test
  void aStoreWithoutCertificatesIsAnError() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    String notLoaded =
        assertThrows(IllegalArgumentException.class, () -> PcsTls.trusting(store)).getMessage();
    assertTrue(notLoaded.startsWith("Cannot use the trust store: "), notLoaded);
    store.load(null, null);
    String empty =
        assertThrows(IllegalArgumentException.class, () -> PcsTls.trusting(store)).getMessage();
    assertEquals("Cannot use the trust store: it has no certificate", empty);
  }

  private PcsResult<List<FmspcEntry>> fetch(SSLContext context) {
    return PcsClient.builder()
        .endpoint(PcsEndpoint.of(URI.create("https://127.0.0.1:" + server.getAddress().getPort())))
        .sslContext(context)
        .retryPolicy(RetryPolicy.none())
        .build()
        .fmspcs();
  }

  private void serve(String address) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    certificate = selfSigned(keys, address);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/sgx/certification/v4/fmspcs",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
  }

  private static X509Certificate selfSigned(KeyPair keys, String address) throws Exception {
    X500Name name = new X500Name("CN=a PCCS");
    Date from = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    Date until = Date.from(Instant.parse("2049-01-01T00:00:00Z"));
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static byte[] pem(X509Certificate certificate) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
