package io.github.quotary.pcs.cache;

import static io.github.quotary.pcs.cache.SourceFixture.find;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.store.FileStore;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose store is unusable, or whose caller is interrupted, says so and goes on. */
class StoredDocumentsTest {
  private static final String NAME = Platforms.tcbInfo(TDX).id();

  @TempDir Path store;

  private final SourceFixture fixture = new SourceFixture(TDX);

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<String> failures() {
    return fixture.events(CollateralEvent.StoreFailed.class).stream()
        .map(CollateralEvent.StoreFailed::detail)
        .toList();
  }

  @Test
  void aStoreThatCanNeitherBeReadNorWrittenIsReported() throws IOException {
    FileStore.open(store);
    Files.createDirectory(store.resolve("refs").resolve(NAME));
    assertTrue(fixture.verify(fixture.source(store), TDX).isTrusted());
    String why = store.resolve("refs").resolve(NAME) + " is not a file";
    assertTrue(
        failures().stream().anyMatch(each -> each.startsWith("cannot be read: " + why)),
        failures()::toString);
    assertTrue(
        failures().stream().anyMatch(each -> each.startsWith("cannot be written: " + why)),
        failures()::toString);
  }

  @Test
  void anInterruptedWaitIsUndecidedAndTheInterruptIsKept() {
    CachingCollateralSource source = fixture.builder().executor(task -> {}).build();
    Thread.currentThread().interrupt();
    Lookup lookup = find(source, TDX);
    assertTrue(Thread.interrupted());
    assertEquals("The wait for collateral was interrupted", unavailable(lookup).cause());
    assertTrue(unavailable(lookup).retryable());
  }

  private static Lookup.Unavailable unavailable(Lookup lookup) {
    return assertInstanceOf(Lookup.Unavailable.class, lookup);
  }

  @Test
  void anInterruptedWaitForTheListOfDataSetsKeepsTheInterrupt() {
    CachingCollateralSource source = fixture.builder().executor(task -> {}).build();
    Thread.currentThread().interrupt();
    assertEquals(Optional.empty(), source.evaluationDataNumbers(TeeType.TDX));
    assertTrue(Thread.interrupted());
  }
}
