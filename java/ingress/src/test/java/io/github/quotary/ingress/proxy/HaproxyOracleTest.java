package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same calls to HAProxy and to this proxy in its compatible mode, with the same certificates
 * and backends, have the same answers.
 */
@Tag("any-jdk")
class HaproxyOracleTest {
  private static final List<ServedCertificate> CERTIFICATES =
      List.of(
          // A key that every JSSE serves to TLS 1.2 in the compatible mode.
          Certificates.p384("a.example"),
          Certificates.rsa("*.b.example"),
          // Of the same kind as the wildcard's: HAProxy weighs kinds of keys, too.
          Certificates.rsa("exact.b.example"),
          Certificates.rsa("c.example", "*.c.example"));
  private static final List<String> NAMES =
      List.of(
          "",
          "a.example",
          "A.Example",
          "x.b.example",
          "exact.b.example",
          "b.example",
          "x.y.b.example",
          "c.example",
          "d.c.example",
          "unknown.example",
          "localhost");

  @TempDir private Path folder;

  @BeforeEach
  void haproxyIsThere() {
    assumeTrue(Haproxy.program().isPresent(), "haproxy is not installed");
  }

  /** A call: what a client does with a connection, and what it saw. */
  private interface Call {
    String to(int port) throws IOException;
  }

  private void compare(TlsEngine engine, String alpn, List<Call> calls) throws Exception {
    try (Backend evidence = Backend.of(socket -> answer(socket, "evidence"));
        Backend routed = Backend.of(socket -> answer(socket, "routed"));
        Backend otherwise = Backend.of(socket -> answer(socket, "otherwise"));
        Haproxy haproxy =
            Haproxy.start(
                folder,
                CERTIFICATES,
                alpn,
                "a.example",
                routed.port(),
                otherwise.port(),
                evidence.port());
        Running proxy =
            Proxies.to(otherwise.port())
                .route("a.example", routed.port())
                .engine(engine)
                .tls(TlsPolicy.P384_ONLY)
                .alpn(alpn.isEmpty() ? new String[0] : alpn.split(","))
                .evidence(new TestEvidence())
                .start(
                    CERTIFICATES.get(0),
                    CERTIFICATES.subList(1, 4).toArray(ServedCertificate[]::new))) {
      List<String> theirs = new ArrayList<>();
      List<String> ours = new ArrayList<>();
      for (Call call : calls) {
        theirs.add(seen(call, haproxy.port()));
        ours.add(seen(call, proxy.port()));
      }
      assertEquals(String.join("\n", theirs), String.join("\n", ours));
      assertNotEquals("", String.join("", theirs));
    }
  }

  /** One answer to what comes first, of a length that it says. */
  private static void answer(Socket socket, String name) throws IOException {
    byte[] buffer = new byte[1000];
    if (socket.getInputStream().read(buffer) > 0) {
      Client.send(
          socket, "HTTP/1.1 200 OK\r\ncontent-length: " + name.length() + "\r\n\r\n" + name);
    }
  }

  private static String seen(Call call, int port) {
    try {
      return call.to(port);
    } catch (IOException e) {
      return "refused";
    }
  }

  private static Call handshake(String what, Consumer<SSLParameters> change) {
    return port -> {
      try (SSLSocket client = Client.connect(port, change)) {
        Client.send(client, "POST /some/long/path HTTP/1.1\r\n\r\n");
        return String.join(
            " ",
            what,
            Client.certificate(client).getSerialNumber().toString(),
            client.getSession().getProtocol(),
            "ALPN '" + client.getApplicationProtocol() + "'",
            Client.answer(client).get(1));
      }
    };
  }

  private static SNIHostName name(String text) {
    return new SNIHostName(text);
  }

  @ParameterizedTest
  @EnumSource
  void namesChooseTheSame(TlsEngine engine) throws Exception {
    List<Call> calls = new ArrayList<>();
    for (String name : NAMES) {
      for (String version : TlsPolicy.VERSIONS) {
        calls.add(
            handshake(
                "name " + name,
                parameters -> {
                  parameters.setProtocols(new String[] {version});
                  if (!name.isEmpty()) {
                    parameters.setServerNames(List.of(name(name)));
                  }
                }));
      }
    }
    compare(engine, "", calls);
  }

  private static List<Call> protocolCalls() {
    List<Call> calls = new ArrayList<>();
    for (List<String> offered :
        List.of(
            List.<String>of(),
            List.of("h2"),
            List.of("http/1.1"),
            List.of("http/1.1", "h2"),
            List.of("none"),
            List.of("none", "http/1.1"))) {
      for (String version : TlsPolicy.VERSIONS) {
        calls.add(
            handshake(
                "offers " + offered,
                parameters -> {
                  parameters.setProtocols(new String[] {version});
                  parameters.setApplicationProtocols(offered.toArray(String[]::new));
                }));
      }
    }
    return calls;
  }

  @ParameterizedTest
  @EnumSource
  void applicationProtocolsAreTheSame(TlsEngine engine) throws Exception {
    compare(engine, "h2,http/1.1", protocolCalls());
  }

  @ParameterizedTest
  @EnumSource
  void withoutApplicationProtocolsItIsTheSame(TlsEngine engine) throws Exception {
    compare(engine, "", protocolCalls());
  }

  @ParameterizedTest
  @EnumSource
  void versionsGroupsAndSuitesAreTheSame(TlsEngine engine) throws Exception {
    List<Call> calls = new ArrayList<>();
    for (String version : TlsPolicy.VERSIONS) {
      for (String group : List.of("x25519", "secp256r1", "secp384r1", "secp521r1")) {
        calls.add(
            handshake(
                "group " + group,
                parameters -> {
                  parameters.setServerNames(List.of(name("c.example")));
                  parameters.setProtocols(new String[] {version});
                  parameters.setAlgorithmConstraints(new GroupConstraints(List.of(group)));
                }));
      }
    }
    for (String suite :
        List.of(
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256")) {
      calls.add(
          handshake(
              "suite " + suite,
              parameters -> {
                parameters.setServerNames(List.of(name("c.example")));
                parameters.setCipherSuites(new String[] {suite});
              }));
    }
    compare(engine, "", calls);
  }

  /** Who answers; the evidence itself is compared by its first line alone. */
  private static Call request(String line) {
    return port -> {
      try (SSLSocket client = Client.connect(port, "a.example")) {
        Client.send(client, line + " HTTP/1.1\r\nConnection: close\r\n\r\n");
        String answer = Client.readAll(client);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        boolean isBackend = body.equals("routed") || body.equals("otherwise");
        return line + ": " + (isBackend ? body : "evidence");
      }
    };
  }

  /**
   * Intended differences are left out: {@code /evidencesX} and {@code get} in lower case are no
   * evidence here.
   */
  @ParameterizedTest
  @EnumSource
  void requestsGoToTheSame(TlsEngine engine) throws Exception {
    compare(
        engine,
        "",
        List.of(
            request("GET /evidences/"),
            request("GET /evidences/sha256sum.txt"),
            request("GET /evidences"),
            request("GET /evidences?x"),
            request("HEAD /evidences/sha256sum.txt"),
            request("GET /"),
            request("GET /evidence/file"),
            request("GET /x/evidences/"),
            request("GET //evidences/"),
            request("POST /evidences/"),
            request("PUT /evidences/"),
            request("OPTIONS /evidences/")));
  }
}
