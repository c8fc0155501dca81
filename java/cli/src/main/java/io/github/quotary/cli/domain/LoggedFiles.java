package io.github.quotary.cli.domain;

import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logged certificates in a directory: a search engine's answer ({@code *.json}, at most one) and
 * certificates ({@code *.pem}, {@code *.crt} in PEM, {@code *.der}). Certificates alone leave a
 * gap: nothing shows that there are no others.
 *
 * @param name the directory's name, for reports
 * @param files the directory's files, sorted
 */
record LoggedFiles(String name, List<Path> files) {
  private static final int MAX_FILES = 1000;

  /** The files of a directory. */
  static LoggedFiles of(Path directory) {
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files =
          listed.filter(Files::isRegularFile).limit(MAX_FILES + 1L).sorted().toList();
      if (files.size() > MAX_FILES) {
        throw new InputException(directory + " has more than " + MAX_FILES + " files");
      }
      return new LoggedFiles("the directory " + directory.getFileName(), files);
    } catch (IOException e) {
      throw new InputException("Cannot read " + directory + ": " + e.getMessage());
    }
  }

  /** The search engine's answer, to every query. */
  CtSource answer() {
    List<Path> answers = files.stream().filter(file -> hasEnding(file, ".json")).toList();
    if (answers.size() > 1) {
      throw new InputException(answers.get(0).getParent() + " has several answers (*.json)");
    }
    Optional<byte[]> answer = answers.stream().findFirst().map(BoundedFiles::read);
    return answer
        .map(bytes -> CtSource.ofAnswer(name, bytes))
        .orElseGet(() -> CtSource.none(name, "it has no answer (*.json)"));
  }

  /** The evidence with the certificates. */
  DomainEvidence addCertificates(DomainEvidence evidence) {
    DomainEvidence all = evidence;
    for (Path file : files) {
      for (RawBytes certificate : certificates(file)) {
        all = WitnessCapture.withCertificate(all, certificate.toByteArray());
      }
    }
    return all;
  }

  private static List<RawBytes> certificates(Path file) {
    if (hasEnding(file, ".pem") || hasEnding(file, ".crt")) {
      return EvidenceDirectory.chain(file);
    }
    return hasEnding(file, ".der") ? List.of(RawBytes.of(BoundedFiles.read(file))) : List.of();
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().endsWith(ending);
  }
}
