package io.github.quotary.domain.custom;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.verification.Documents;
import io.github.quotary.domain.verification.Form;
import io.github.quotary.domain.verification.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a manifest lists, as the evidence has them.
 *
 * @param intact files with the listed digest, by name
 * @param missing names of files that the evidence does not have
 * @param altered what is wrong with the digests of the others
 * @param form the form of the files
 */
record ManifestFiles(
    Map<String, RawBytes> intact, List<String> missing, List<String> altered, Form form) {
  /** Copies map and lists. */
  ManifestFiles {
    intact = Map.copyOf(intact);
    missing = List.copyOf(missing);
    altered = List.copyOf(altered);
  }

  static ManifestFiles of(Manifest manifest, Documents documents) {
    Map<String, RawBytes> intact = new HashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> altered = new ArrayList<>();
    Form form = Form.nothing();
    for (Manifest.Entry entry : manifest.entries()) {
      Part<RawBytes> file = documents.document(entry.path(), EvidencePaths.MAX_FILE);
      form = form.and(file.form());
      if (file.value().isEmpty()) {
        missing.add(entry.name());
      } else if (!file.value().get().sha256().equals(entry.sha256())) {
        altered.add(
            entry.name()
                + " has SHA-256 "
                + file.value().get().sha256()
                + "; listed "
                + entry.sha256());
      } else {
        intact.put(entry.name(), file.value().get());
      }
    }
    return new ManifestFiles(intact, missing, altered, form);
  }

  /** A file with the listed digest. */
  Optional<RawBytes> intact(String name) {
    return Optional.ofNullable(intact.get(name));
  }
}
