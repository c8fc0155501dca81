package io.github.quotary.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.exchange.ListenException;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service under TLS. */
class TlsTest {
  @TempDir private Path folder;
  private TlsFiles server;

  @BeforeEach
  void certificate() throws GeneralSecurityException, IOException {
    server = written("server");
  }

  private TlsFiles written(String name) throws GeneralSecurityException, IOException {
    TlsFiles files = TlsFiles.of(name);
    files.writeTo(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    return files;
  }

  private Rig rig(String more) throws IOException {
    return Rig.of(
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"tls\":{\"certificate\":\"cert.pem\",\"key\":\"key.pem\"" + more + "}}"));
  }

  private static HttpResponse<byte[]> verify(
      Rig rig, SSLContext context, HttpClient.Version version, String... protocols)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(context)
            .sslParameters(new SSLParameters(null, protocols.length == 0 ? null : protocols))
            .version(version)
            .build();
    return client.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + rig.port() + "/v1/verify"))
            .POST(BodyPublishers.ofByteArray(Rig.EVIDENCE.quote()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void bothVersionsOfHttpAndOfTlsAreSpoken() throws Exception {
    try (Rig rig = rig("")) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
          HttpResponse<byte[]> answer = verify(rig, server.client(null), version, protocol);
          assertEquals(version, answer.version(), protocol);
          assertEquals(protocol, answer.sslSession().orElseThrow().getProtocol());
          assertEquals("verified", Rig.json(answer).path("outcome").asText());
        }
      }
    }
  }

  @Test
  void whoMustShowACertificateIsRefusedWithout() throws Exception {
    TlsFiles client = TlsFiles.of("client");
    client.writeTo(folder.resolve("clients.pem"), folder.resolve("unused.pem"));
    try (Rig rig = rig(",\"clientAuthorities\":\"clients.pem\"")) {
      SSLContext known = server.client(client);
      assertEquals(200, verify(rig, known, HttpClient.Version.HTTP_2).statusCode());
      SSLContext none = server.client(null);
      assertThrows(IOException.class, () -> verify(rig, none, HttpClient.Version.HTTP_2));
      SSLContext stranger = server.client(TlsFiles.of("client"));
      assertThrows(IOException.class, () -> verify(rig, stranger, HttpClient.Version.HTTP_2));
    }
  }

  @Test
  void whoMayShowACertificateIsAnsweredWithout() throws Exception {
    TlsFiles client = TlsFiles.of("client");
    client.writeTo(folder.resolve("clients.pem"), folder.resolve("unused.pem"));
    try (Rig rig = rig(",\"clientAuthorities\":\"clients.pem\",\"clients\":\"optional\"")) {
      SSLContext none = server.client(null);
      assertEquals(200, verify(rig, none, HttpClient.Version.HTTP_2).statusCode());
    }
  }

  @Test
  void aCertificateThatIsNotThereIsTold() throws IOException {
    Files.delete(folder.resolve("cert.pem"));

    ListenException refused = assertThrows(ListenException.class, () -> rig("").close());
    assertTrue(refused.getMessage().contains("cert.pem"), refused::getMessage);
  }

  @Test
  void anotherCertificateIsServedWithoutARestart() throws Exception {
    try (Rig rig = rig("")) {
      SSLContext before = server.client(null);
      assertEquals(200, verify(rig, before, HttpClient.Version.HTTP_2).statusCode());

      TlsFiles next = written("next");
      rig.service().reload();
      SSLContext after = next.client(null);
      assertEquals(200, verify(rig, after, HttpClient.Version.HTTP_2).statusCode());

      Files.writeString(folder.resolve("cert.pem"), "garbage");
      rig.service().reload();
      assertEquals(200, verify(rig, after, HttpClient.Version.HTTP_1_1).statusCode());
    }
  }
}
