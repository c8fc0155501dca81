package io.github.quotary.pcs.bundle;

import io.github.quotary.pcs.document.CrlText;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentIdentity;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.IssuerChainHeader;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.status.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory of HTTP responses: for each body a file, and its headers in a file with the same name
 * and the suffix {@code .headers}, as written by {@code curl -D NAME.headers -o NAME}. The content
 * determines the document; the file name may also give its data set.
 */
final class RawResponses {
  private static final String HEADERS = ".headers";
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_FILES = 10_000;

  private RawResponses() {}

  static void write(List<ReceivedDocument> documents, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ReceivedDocument document : documents) {
      boolean crl = document.key().isRevocationList();
      String name = document.key().id() + (crl ? ".der" : ".json");
      replace(directory.resolve(name), document.body());
      replace(
          directory.resolve(name + HEADERS),
          headers(document, crl).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Never through a link that somebody put there. */
  private static void replace(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static String headers(ReceivedDocument document, boolean crl) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
    text.append("Content-Type: ")
        .append(crl ? "application/pkix-crl" : "application/json")
        .append("\r\n");
    if (!document.receivedAt().equals(Instant.EPOCH)) {
      ZonedDateTime date = document.receivedAt().atZone(ZoneOffset.UTC);
      text.append("Date: ")
          .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date))
          .append("\r\n");
    }
    // The root CA's revocation list is served without a chain; every other chain has the root.
    List<String> names = IssuerChainHeader.names(document.key());
    if (!names.isEmpty()) {
      text.append(names.get(0))
          .append(": ")
          .append(IssuerChainHeader.encode(document.issuerChain()))
          .append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  static List<ReceivedDocument> read(Path directory) throws IOException, Refusal {
    List<ReceivedDocument> documents = new ArrayList<>();
    for (Path file : files(directory)) {
      if (!file.toString().endsWith(HEADERS)) {
        read(file, documents);
      }
    }
    return withRoots(documents);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().limit(MAX_FILES).toList();
    }
  }

  /** Files that are not documents are skipped. */
  private static void read(Path file, List<ReceivedDocument> documents)
      throws IOException, Refusal {
    byte[] body = bytes(file);
    if (body.length == 0 || body[0] != '{') {
      try {
        body = CrlText.toDer(body);
      } catch (Refusal notRevocationList) {
        return;
      }
    }
    DocumentKey key;
    try {
      key = DocumentIdentity.of(body, dataSet(file));
    } catch (Refusal notDocument) {
      return;
    }
    Path headerFile = file.resolveSibling(file.getFileName() + HEADERS);
    Map<String, List<String>> headers =
        Files.isRegularFile(headerFile) ? headers(bytes(headerFile)) : Map.of();
    try {
      byte[] chain = IssuerChainHeader.read(key, headers);
      documents.add(
          new ReceivedDocument(
              key, body, chain, SafeText.of(file.toString()), receivedAt(headers)));
    } catch (Refusal refusal) {
      throw Refusal.ofEscaped(
          refusal.kind(), SafeText.of(headerFile.toString()) + ": " + refusal.detail());
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static TcbUpdate dataSet(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    try {
      DocumentKey key = DocumentKey.parse(name);
      if (key instanceof DocumentKey.TcbInfo info) {
        return info.update();
      }
      return key instanceof DocumentKey.QeIdentity identity
          ? identity.update()
          : TcbUpdate.STANDARD;
    } catch (IllegalArgumentException e) {
      return TcbUpdate.STANDARD;
    }
  }

  private static Map<String, List<String>> headers(byte[] bytes) {
    Map<String, List<String>> headers = new HashMap<>();
    new String(bytes, StandardCharsets.ISO_8859_1)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                headers
                    .computeIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
              }
            });
    return headers;
  }

  private static Instant receivedAt(Map<String, List<String>> headers) {
    for (String date : headers.getOrDefault("date", List.of())) {
      try {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      } catch (DateTimeException e) {
        return Instant.EPOCH;
      }
    }
    return Instant.EPOCH;
  }

  /** Gives the root CA's revocation list the root of another document's chain. */
  private static List<ReceivedDocument> withRoots(List<ReceivedDocument> documents) throws Refusal {
    byte[] root = new byte[0];
    for (ReceivedDocument document : documents) {
      if (document.issuerChain().length > 0) {
        root =
            DocumentFacts.chain(document.issuerChain())
                .root()
                .map(DocumentChecks::pem)
                .orElse(root);
      }
    }
    List<ReceivedDocument> complete = new ArrayList<>();
    for (ReceivedDocument document : documents) {
      boolean rootless = document.key() instanceof DocumentKey.RootCaCrl;
      complete.add(rootless ? document.withIssuerChain(root) : document);
    }
    return complete;
  }
}
