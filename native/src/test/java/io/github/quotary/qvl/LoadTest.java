package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.jni.NativeLibrary;
import io.github.quotary.qvl.LoadOutcome.Failed;
import io.github.quotary.qvl.LoadOutcome.Loaded;
import io.github.quotary.qvl.LoadOutcome.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading is a value that says what to do. */
class LoadTest {
  private static void says(String part, LoadOutcome<?> outcome) {
    assertTrue(outcome.message().contains(part), outcome.message());
    assertTrue(outcome.library().isEmpty());
  }

  @Test
  void saysWhatToInstallIfIntelsLibraryIsMissing() {
    Compiler.assumeGcc();
    LoadOutcome<QvlLibrary> outcome = QvlLibrary.load("/no/such/libsgx_dcap_quoteverify.so.1");
    assertTrue(outcome instanceof Missing, outcome.message());
    says("install Intel's package libsgx-dcap-quote-verify", outcome);
    says(QvlLibrary.LIBRARY_PROPERTY, outcome);
    LoadOutcome<StageLibrary> stages = StageLibrary.load("/no/such/libQuoteVerification.so");
    assertTrue(stages instanceof Missing, stages.message());
    says(StageLibrary.LIBRARY_PROPERTY, stages);
  }

  @Test
  void failsForAnotherLibrary(@TempDir Path directory) throws IOException {
    Compiler.assumeGcc();
    LoadOutcome<QvlLibrary> libc = QvlLibrary.load("libc.so.6");
    assertTrue(libc instanceof Failed, libc.message());
    says("has no function sgx_qv_set_enclave_load_policy", libc);
    Path text = Files.writeString(directory.resolve("text.so"), "no library");
    LoadOutcome<QvlLibrary> outcome = QvlLibrary.load(text.toString());
    assertTrue(outcome instanceof Failed, outcome.message());
    says(text.toString(), outcome);
  }

  @Test
  void failsForUnsupportedSupplementalData() {
    says(
        "supplemental data 3.4 of 600 bytes",
        QvlLibrary.load(
            Compiler.quoteVerifyStub("quoteverify-600", "-DSTUB_SUPPLEMENTAL_SIZE=600")
                .toString()));
    says(
        "supplemental data 4.4",
        QvlLibrary.load(Compiler.quoteVerifyStub("quoteverify-4", "-DSTUB_MAJOR=4").toString()));
  }

  @Test
  void acceptsALaterMinorVersionAndOldLibrariesWithoutHelpers() {
    Path later = Compiler.quoteVerifyStub("quoteverify-700", "-DSTUB_SUPPLEMENTAL_SIZE=700");
    QvlLibrary library = QvlLibrary.load(later.toString()).library().orElseThrow();
    assertEquals(700, library.supplementalSize());
    Path old = Compiler.quoteVerifyStub("quoteverify-old", "-DSTUB_WITHOUT_HELPERS");
    QvlLibrary without = QvlLibrary.load(old.toString()).library().orElseThrow();
    assertTrue(without.fmspc(StubQuote.answering().buffer()).isEmpty());
    assertEquals(
        "SHIM_NO_FUNCTION",
        without.fetchCollateral(StubQuote.answering().buffer()).returnCode().name());
  }

  @Test
  void loadsALibraryOnceAndAsksForParallelVerification() {
    String path = Compiler.quoteVerifyStub("quoteverify-once").toString();
    LoadOutcome<QvlLibrary> first = QvlLibrary.load(path);
    assertTrue(first.library().orElseThrow().isParallel());
    assertEquals("3.4", first.library().orElseThrow().supplementalVersion());
    assertSame(first, QvlLibrary.load(path));
  }

  @Test
  void isForLinuxOnX86Only() {
    says("this is Mac OS X on aarch64", load(Optional.empty(), "Mac OS X", "aarch64"));
    says("this is Linux on aarch64", load(Optional.empty(), "Linux", "aarch64"));
  }

  private static LoadOutcome<Shim> load(Optional<Path> file, String os, String arch) {
    return Shim.load(file, Optional.empty(), os, arch);
  }

  @Test
  void saysWhichFileOfThePropertyIsWrong(@TempDir Path directory) throws IOException {
    Compiler.assumeGcc();
    Path none = directory.resolve("none.so");
    assertTrue(load(Optional.of(none), "Linux", "amd64") instanceof Missing);
    says(NativeLibrary.FILE_PROPERTY, load(Optional.of(none), "Linux", "amd64"));
    Path text = Files.writeString(directory.resolve("text.so"), "no library");
    assertTrue(load(Optional.of(text), "Linux", "amd64") instanceof Failed);
    says(text.toString(), load(Optional.of(text), "Linux", "amd64"));
  }

  @Test
  void leavesNoFilesBehind(@TempDir Path directory) throws IOException {
    Compiler.assumeGcc();
    LoadOutcome<Shim> outcome =
        Shim.load(Optional.empty(), Optional.of(directory), "Linux", "amd64");
    assertTrue(outcome instanceof Loaded, outcome.message());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
    says(
        NativeLibrary.DIRECTORY_PROPERTY,
        Shim.load(Optional.empty(), Optional.of(directory.resolve("none")), "Linux", "amd64"));
  }
}
