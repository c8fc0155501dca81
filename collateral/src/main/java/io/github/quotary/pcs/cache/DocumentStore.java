package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.store.DocumentJson;
import io.github.quotary.pcs.store.FileStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Documents in a directory. Never throws: problems are reported as events. */
final class DocumentStore implements LocalDocuments {
  private final FileStore files;
  private final Events events;

  DocumentStore(FileStore files, Events events) {
    this.files = files;
    this.events = events;
  }

  @Override
  public Optional<ReceivedDocument> find(DocumentKey key) {
    try {
      boolean isThere = files.has(key.id());
      Optional<byte[]> content = files.read(key.id());
      if (isThere && content.isEmpty()) {
        events.storeFailed(key, "is damaged");
      }
      return content.flatMap(bytes -> decode(key, bytes));
    } catch (IOException e) {
      events.storeFailed(key, "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Stores a document if it may replace the stored one. */
  void put(ReceivedDocument document, Predicate<ReceivedDocument> mayReplace) {
    DocumentKey key = document.key();
    try {
      files.write(
          key.id(),
          DocumentJson.write(document),
          present ->
              present.flatMap(bytes -> decode(key, bytes)).map(mayReplace::test).orElse(true));
    } catch (IOException e) {
      events.storeFailed(key, "cannot be written: " + e.getMessage());
    }
  }

  private Optional<ReceivedDocument> decode(DocumentKey key, byte[] bytes) {
    try {
      ReceivedDocument document = DocumentJson.read(bytes);
      if (document.key().equals(key)) {
        return Optional.of(document);
      }
      events.storeFailed(key, "holds another document: " + document.key());
    } catch (Refusal refusal) {
      events.storeFailed(key, "is not a valid document: " + refusal.detail());
    }
    return Optional.empty();
  }
}
