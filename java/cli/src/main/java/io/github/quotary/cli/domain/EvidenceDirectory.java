package io.github.quotary.cli.domain;

import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.custom.EvidencePaths;
import io.github.quotary.domain.custom.Manifest;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.gateway.GatewayPaths;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Evidence in files. No name from a document is ever used as a file name: only files of the folder
 * with known names are read.
 *
 * @param folder the folder
 */
record EvidenceDirectory(Path folder) {
  private static final int MAX_FILES = 1024;
  private static final Map<String, String> GATEWAY =
      Map.of(
          "index", GatewayPaths.INDEX,
          "acme-info", GatewayPaths.ACME_INFO,
          "app-info", GatewayPaths.APP_INFO);
  private static final List<String> CUSTOM = List.of("sha256sum.txt", "quote.json");

  /** A gateway's answers: {@code acme-info}, {@code app-info}, {@code index}, perhaps .json. */
  void addGateway(DomainEvidence.Builder evidence) {
    for (Path file : files()) {
      String path = GATEWAY.get(name(file).replaceFirst("\\.json$", ""));
      if (path != null) {
        evidence.document(path, Document.ok(BoundedFiles.read(file)));
      }
    }
  }

  /** A custom domain's files, by their names below {@code /evidences/}. */
  void addCustom(DomainEvidence.Builder evidence) {
    for (Path file : files()) {
      if (CUSTOM.contains(name(file)) || Manifest.isKnown(name(file))) {
        evidence.document(EvidencePaths.FOLDER + name(file), Document.ok(BoundedFiles.read(file)));
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(Files::isRegularFile).sorted().limit(MAX_FILES + 1).toList();
      if (found.size() > MAX_FILES) {
        throw new InputException(folder + " has more than " + MAX_FILES + " files");
      }
      return found;
    } catch (IOException e) {
      throw new InputException("Cannot read the folder " + folder + ": " + e.getMessage());
    }
  }

  /** The certificates of a PEM file. */
  static List<RawBytes> chain(Path pem) {
    try {
      return PemBundle.read(RawBytes.of(BoundedFiles.read(pem)));
    } catch (IllegalArgumentException e) {
      throw new InputException(pem + ": " + e.getMessage());
    }
  }
}
