package io.github.quotary.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.pki.TrustAnchor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A folder with {@code cases.jsonl} or {@code cases.jsonl.gz}, one case a line. */
public final class CaseFolder {
  private final Path folder;
  private final Map<String, TrustAnchor> anchors = new HashMap<>();

  /** The folder at this path. */
  public CaseFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the cases one by one.
   *
   * @throws InputException if there are none, or one cannot be read
   */
  public void forEach(Consumer<Case> consumer) {
    Path plain = folder.resolve("cases.jsonl");
    Path zipped = folder.resolve("cases.jsonl.gz");
    if (!Files.isRegularFile(plain) && !Files.isRegularFile(zipped)) {
      throw new InputException("No cases.jsonl or cases.jsonl.gz in " + folder);
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.isRegularFile(plain) ? Files.newInputStream(plain) : unzip(zipped),
                StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank()).map(this::read).forEach(consumer);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the cases in " + folder + ": " + e.getMessage());
    }
  }

  private static InputStream unzip(Path file) throws IOException {
    return new GZIPInputStream(Files.newInputStream(file));
  }

  private Case read(String line) {
    try {
      JsonNode json = JsonInput.tree(line);
      return new Case(
          json.path("id").asText(),
          json.path("about").asText(),
          ByteBuffer.wrap(quote(json.path("quote").asText())),
          collateral(json.path("collateral")),
          Instant.ofEpochSecond(json.path("at").asLong()),
          anchors.computeIfAbsent(json.path("trustAnchor").asText(), this::anchor),
          json);
    } catch (JsonInputException e) {
      throw new InputException("A case in " + folder + " is not strict JSON: " + e.problem());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InputException("A case in " + folder + " cannot be read: " + e.getMessage());
    }
  }

  /** Base64, or a path if the quote is in a file of its own. */
  private byte[] quote(String text) {
    return text.startsWith("quotes/")
        ? BoundedFiles.read(folder.resolve(text))
        : Base64.getDecoder().decode(text);
  }

  /** Read as the recorded verdicts had it: what is wrong with an encoding is part of a case. */
  private Collateral collateral(JsonNode node) {
    return Collateral.fromJson(
        node.isTextual()
            ? BoundedFiles.read(folder.resolve(node.asText()))
            : node.toString().getBytes(StandardCharsets.UTF_8));
  }

  private TrustAnchor anchor(String name) {
    return name.equals("intel")
        ? TrustAnchor.intelSgxRootCa()
        : CollateralFiles.readTrustAnchor(folder.resolve(name));
  }
}
