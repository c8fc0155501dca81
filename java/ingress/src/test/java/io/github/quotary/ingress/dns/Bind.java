package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.acme.FreePort;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** BIND on a loopback port, with one zone that a key may change. */
public final class Bind implements AutoCloseable {
  public static final String KEY = "c2VjcmV0LW9mLXRoZS10ZXN0LXNlY3JldC1vZi10aGUtdGVzdA==";

  private final Process process;
  private final int port;

  private Bind(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program, if it is installed. */
  public static Optional<Path> program() {
    return Stream.of("/usr/sbin/named", "/usr/local/sbin/named")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  public int port() {
    return port;
  }

  public static Bind start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        data.resolve("example.zone"),
        """
        $TTL 60
        @ IN SOA ns.example.com. host.example.com. 1 3600 600 86400 60
        @ IN NS ns.example.com.
        ns IN A 127.0.0.1
        taken IN A 192.0.2.1
        """);
    Path config =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            options {
              directory "%s";
              pid-file none;
              session-keyfile none;
              listen-on port %d { 127.0.0.1; };
              listen-on-v6 { none; };
              recursion no;
              dnssec-validation no;
              empty-zones-enable no;
            };
            controls { };
            key "writer" { algorithm hmac-sha256; secret "%s"; };
            key "reader" { algorithm hmac-sha256; secret "%s"; };
            zone "example.com" {
              type primary;
              file "example.zone";
              update-policy { grant writer zonesub ANY; };
            };
            """
                .formatted(data, port, KEY, KEY));
    Path log = folder.resolve("named.log");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(), "-g", "-n", "1", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      if (Files.readString(log).lines().anyMatch(line -> line.endsWith("running"))) {
        return new Bind(process, port);
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("named does not run: " + List.of(Files.readString(log)));
  }

  /** A port that is free for both protocols. */
  private static int freePort() throws IOException {
    while (true) {
      int port = FreePort.find();
      try (DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
        return udp.getLocalPort();
      } catch (BindException e) {
        // Taken for UDP: another one.
      }
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
