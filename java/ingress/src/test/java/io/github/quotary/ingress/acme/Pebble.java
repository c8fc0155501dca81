package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Let's Encrypt's small server for tests, on loopback ports. It asks one name server. */
public final class Pebble implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LOOKS = 500;
  private static final int STARTS = 5;

  private final Process process;
  private final TestTls tls;
  private final int port;
  private final int managementPort;
  private final int tlsPort;
  private final boolean isReusing;

  private Pebble(
      Process process, TestTls tls, int port, int managementPort, int tlsPort, boolean isReusing) {
    this.process = process;
    this.tls = tls;
    this.port = port;
    this.managementPort = managementPort;
    this.tlsPort = tlsPort;
    this.isReusing = isReusing;
  }

  /** The program, if it is installed. */
  public static Optional<Path> program() {
    return Stream.of("/usr/bin/pebble", "/usr/local/bin/pebble")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param folder for its files
   * @param dnsPort of the name server
   * @param settings more of its environment: by default it refuses 5% of the nonces, and reuses
   *     half of the authorizations
   */
  public static Pebble start(Path folder, TestTls tls, int dnsPort, Map<String, String> settings)
      throws Exception {
    Files.createDirectories(folder);
    Path log = folder.resolve("pebble.log");
    for (int i = 0; i < STARTS; i++) {
      Optional<Pebble> started = started(folder, log, tls, dnsPort, settings);
      if (started.isPresent()) {
        return started.get();
      }
      if (!Files.readString(log).contains("address already in use")) {
        break;
      }
    }
    throw new IllegalStateException("pebble does not run: " + Files.readString(log));
  }

  /** It, unless it ends or does not answer. */
  private static Optional<Pebble> started(
      Path folder, Path log, TestTls tls, int dnsPort, Map<String, String> settings)
      throws Exception {
    int port = FreePort.find();
    int management = FreePort.find();
    int tlsPort = FreePort.find();
    Path certificate = Files.writeString(folder.resolve("cert.pem"), tls.leafPem());
    Path key = Files.writeString(folder.resolve("key.pem"), tls.keyPem());
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"pebble": {
              "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
              "certificate": "%s", "privateKey": "%s",
              "httpPort": %d, "tlsPort": %d,
              "ocspResponderURL": "", "externalAccountBindingRequired": false}}
            """
                .formatted(port, management, certificate, key, tlsPort, tlsPort));
    ProcessBuilder builder =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-config",
                config.toString(),
                "-dnsserver",
                LOOPBACK + ":" + dnsPort)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
    builder.environment().putAll(settings);
    Process process = builder.start();
    for (int i = 0; i < LOOKS && process.isAlive(); i++) {
      if (accepts(port) && accepts(management)) {
        return Optional.of(
            new Pebble(process, tls, port, management, tlsPort, isReusing(settings)));
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    process.destroyForcibly();
    return Optional.empty();
  }

  private static boolean isReusing(Map<String, String> settings) {
    return !"0".equals(settings.get("PEBBLE_AUTHZREUSE"));
  }

  /** Where it serves ACME. */
  public int port() {
    return port;
  }

  /** Its directory. */
  public URI directory() {
    return URI.create("https://" + LOOPBACK + ":" + port + "/dir");
  }

  /** Where it asks for tls-alpn-01. */
  public int tlsPort() {
    return tlsPort;
  }

  /**
   * Whether it is to reuse valid authorizations. One that is not still reuses one in a hundred: a
   * front sees to those.
   */
  boolean isReusing() {
    return isReusing;
  }

  /** The root of its certificates, as PEM. */
  public String rootPem() throws Exception {
    return management("/roots/0");
  }

  /** What it says of a certificate, as JSON: also whether it is revoked. */
  public String status(X509Certificate certificate) throws Exception {
    return management("/cert-status-by-serial/" + certificate.getSerialNumber().toString(16));
  }

  private String management(String path) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(AcmeHttp.trusting(tls.rootPem()).tls().orElseThrow())
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + LOOPBACK + ":" + managementPort + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    HttpResponse<String> reply =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return reply.body();
  }

  /** Lets a little time of this machine pass, for what goes on in the server. */
  public void breathe() throws InterruptedException {
    process.waitFor(10, TimeUnit.MILLISECONDS);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
