package io.github.quotary.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image, unpacked from its tar, does what the command does; no daemon is needed. */
@Timeout(300)
class ImageTest {
  private static final long MOST_BYTES = 120_000_000;
  private static final int SIGTERM = 128 + 15;

  @TempDir static Path folder;
  private static Path root;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    root = Packed.root(folder);
  }

  private static String config() throws IOException {
    String manifest = Files.readString(folder.resolve("image/manifest.json"));
    Matcher name = Pattern.compile("\"Config\":\"([^\"]+)\"").matcher(manifest);
    assertTrue(name.find(), manifest);
    return Files.readString(folder.resolve("image").resolve(name.group(1)));
  }

  @Test
  void theTarIsSmall() throws IOException {
    long bytes = Files.size(Packed.file("quotary-", ".tar"));
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  @Test
  void itRunsTheCommandAsAnUnprivilegedUser() throws IOException {
    String config = config();
    assertTrue(config.contains("\"User\":\"65532:65532\""), config);
    assertTrue(config.contains("\"Entrypoint\":[\"/opt/quotary/bin/quotary\"]"), config);
    assertTrue(config.contains("\"os\":\"linux\""), config);
  }

  @Test
  void whatItHasOfTheSystemComesWithItsLicences() throws IOException {
    try (Stream<Path> packages = Files.list(root.resolve("usr/share/doc"))) {
      List<String> names = packages.map(each -> each.getFileName().toString()).sorted().toList();
      assertTrue(names.contains("libc6") && names.contains("dash"), names.toString());
    }
    assertTrue(Files.exists(root.resolve("opt/quotary/runtime/legal/java.base")));
    assertTrue(Files.exists(root.resolve("opt/quotary/LICENSE")));
  }

  @Test
  void itVerifiesTheSampleWithItsClassArchive() throws IOException, InterruptedException {
    Packed.assumeRoots(root);
    ProcessBuilder verify =
        Packed.within(root, "quotary", "verify", "--vector", "/home/quotary/sample");
    verify.environment().put("JAVA_OPTS", "-Xlog:cds=info:stderr");
    verify.redirectError(folder.resolve("stderr").toFile());
    Process process = verify.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = Files.readString(folder.resolve("stderr"));
    assertEquals(0, process.waitFor(), output + errors);
    assertTrue(
        output.startsWith("TEST ROOT, TEST VECTOR, GENUINE: verified, TCB UpToDate;"), output);
    assertTrue(errors.contains("Opened archive /opt/quotary/quotary-"), errors);
    assertFalse(errors.contains("mismatch"), errors);
  }

  @Test
  void itServes() throws IOException, InterruptedException {
    Packed.assumeRoots(root);
    Process process =
        Packed.within(root, "quotary", "serve", "--listen", "127.0.0.1:0", "--any-td", "--offline")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader told = process.inputReader(UTF_8)) {
      String address = address(told);
      HttpRequest health = HttpRequest.newBuilder(URI.create(address + "/healthz")).build();
      assertEquals(
          200,
          HttpClient.newHttpClient()
              .send(health, HttpResponse.BodyHandlers.ofString())
              .statusCode());
      process.destroy();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(SIGTERM, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String address(BufferedReader told) throws IOException {
    StringBuilder said = new StringBuilder();
    while (true) {
      String line = told.readLine();
      assertTrue(line != null, said.toString());
      said.append(line).append('\n');
      int at = line.indexOf("http://");
      if (at >= 0) {
        return line.substring(at).strip();
      }
    }
  }

  @Test
  void itHasTheIngress() throws IOException, InterruptedException {
    Packed.assumeRoots(root);
    Process process = Packed.within(root, "quotary", "ingress", "--help").start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(output.contains("quotary ingress"), output);
  }
}
