package io.github.quotary.pcs.cache;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.ReceivedDocument;
import java.util.Optional;

/** Local documents, in a store or a bundle; received, not trusted. */
@FunctionalInterface
interface LocalDocuments {
  Optional<ReceivedDocument> find(DocumentKey key);
}
