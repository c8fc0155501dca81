package io.github.quotary.pcs;

import java.util.Optional;

/** Documents that are here already, such as a store or a bundle; received, not trusted. */
@FunctionalInterface
interface LocalDocuments {
  Optional<ReceivedDocument> find(DocumentKey key);
}
