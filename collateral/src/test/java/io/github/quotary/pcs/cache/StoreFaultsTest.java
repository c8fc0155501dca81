package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.cache.SourceFixture.find;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.store.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the store is told, and the service is asked instead. */
class StoreFaultsTest {
  private static final byte[] OTHER = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path store;

  private final SourceFixture fixture = new SourceFixture(TDX);

  @AfterEach
  void close() {
    fixture.close();
  }

  /** All documents are fetched, for each of these reasons. */
  private void fetchesAllAndTells(String words) {
    fixture.pcs.forgetRequests();
    fixture.events.clear();
    assertTrue(fixture.verify(fixture.source(store), TDX).isTrusted());
    assertEquals(4, fixture.pcs.requests().size());
    tells(words);
  }

  /** Of each of the four documents. */
  private void tells(String words) {
    List<CollateralEvent.StoreFailed> told = fixture.events(CollateralEvent.StoreFailed.class);
    assertEquals(
        4,
        told.stream()
            .filter(event -> event.detail().startsWith(words))
            .map(CollateralEvent.StoreFailed::key)
            .distinct()
            .count(),
        told::toString);
  }

  @Test
  void damagedContents() throws IOException {
    find(fixture.source(store), TDX);
    try (Stream<Path> objects = Files.list(store.resolve("objects"))) {
      for (Path object : objects.toList()) {
        Files.write(object, OTHER);
      }
    }
    fetchesAllAndTells("is damaged");
  }

  @Test
  void contentsThatAreNoDocuments() throws IOException {
    find(fixture.source(store), TDX);
    FileStore files = FileStore.open(store);
    for (String name : files.names()) {
      files.write(name, OTHER, present -> true);
    }
    fetchesAllAndTells("is not a valid document: ");
  }

  @Test
  void aDocumentThatNobodySigned() throws IOException {
    find(fixture.source(store), TDX);
    FileStore files = FileStore.open(store);
    String name = Platforms.tcbInfo(TDX).id();
    String stored = new String(files.read(name).orElseThrow(), StandardCharsets.UTF_8);
    files.write(
        name,
        stored.replace("OutOfDate", "UpToDate").getBytes(StandardCharsets.UTF_8),
        present -> true);
    CachingCollateralSource source = fixture.source(store);
    assertTrue(fixture.verify(source, TDX).isTrusted());
    List<CollateralEvent.StoreFailed> failures = fixture.events(CollateralEvent.StoreFailed.class);
    assertTrue(failures.get(0).detail().contains("not signed by"), failures.toString());
  }
}
