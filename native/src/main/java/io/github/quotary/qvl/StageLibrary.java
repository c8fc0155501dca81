package io.github.quotary.qvl;

import io.github.quotary.qvl.LoadOutcome.Loaded;
import java.util.HashMap;
import java.util.Map;

/**
 * Intel's low-level QVL, {@code libQuoteVerification.so}, in this process: it reports the status of
 * each stage and accepts any root. Intel does not package it; build it from Intel's sources. It
 * stays loaded. Thread-safe.
 */
public final class StageLibrary {
  /** System property that names the library's file. */
  public static final String LIBRARY_PROPERTY = "quotary.qvl.stages.library";

  private static final String SONAME = "libQuoteVerification.so";

  private static final Map<String, LoadOutcome<StageLibrary>> LOADED = new HashMap<>();

  private final long handle;

  private StageLibrary(long handle) {
    this.handle = handle;
  }

  /**
   * Loads the file that {@code quotary.qvl.stages.library} names, or else the installed library.
   */
  public static LoadOutcome<StageLibrary> load() {
    return load(System.getProperty(LIBRARY_PROPERTY, SONAME));
  }

  /**
   * Loads a library by its path, or by its name if the system's loader can find it. A library is
   * loaded only once.
   */
  public static LoadOutcome<StageLibrary> load(String path) {
    synchronized (LOADED) {
      LoadOutcome<StageLibrary> known = LOADED.get(path);
      LoadOutcome<StageLibrary> outcome = known != null ? known : open(path);
      if (outcome instanceof Loaded<StageLibrary>) {
        LOADED.put(path, outcome);
      }
      return outcome;
    }
  }

  private static LoadOutcome<StageLibrary> open(String path) {
    LoadOutcome<Shim> shim = Shim.load();
    if (shim.library().isEmpty()) {
      return LoadOutcome.notLoaded(shim);
    }
    byte[] error = new byte[512];
    long handle = QvlNative.openStages(SharedObjects.path(path), error);
    return handle == 0
        ? SharedObjects.notOpened(
            path,
            error,
            "build "
                + SONAME
                + " from Intel's quote verification library and set "
                + LIBRARY_PROPERTY
                + " to it")
        : new Loaded<>(new StageLibrary(handle), path);
  }

  long handle() {
    return handle;
  }
}
