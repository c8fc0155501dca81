package io.github.quotary.qvl;

import io.github.quotary.jni.NativeLibrary;
import io.github.quotary.qvl.LoadOutcome.Failed;
import io.github.quotary.qvl.LoadOutcome.Loaded;
import io.github.quotary.qvl.LoadOutcome.Missing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The skin over Intel's library: {@link NativeLibrary} loads it, and the handshake reports the
 * layouts that it was compiled with.
 */
final class Shim {
  /** Shim version; sizes of collateral, part, descriptor and time; parts of the collateral. */
  private static final int[] LAYOUT = {1, 120, 16, 16, 8, 7};

  private Shim() {}

  /** The shim of this class loader, loaded on first use. */
  static LoadOutcome<Shim> load() {
    return Holder.OUTCOME;
  }

  private static final class Holder {
    static final LoadOutcome<Shim> OUTCOME =
        load(
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""),
            NativeLibrary::load);
  }

  static LoadOutcome<Shim> load(
      Optional<Path> file, Optional<Path> directory, String osName, String osArch) {
    return load(osName, osArch, () -> NativeLibrary.load(file, directory, osName, osArch));
  }

  private static LoadOutcome<Shim> load(
      String osName, String osArch, Supplier<NativeLibrary.Outcome> library) {
    if (!osName.equals("Linux") || !(osArch.equals("amd64") || osArch.equals("x86_64"))) {
      return new Missing<>(
          "Intel's quote verification library is available for Linux on x86-64 only; this is "
              + osName
              + " on "
              + osArch);
    }
    NativeLibrary.Outcome outcome = library.get();
    if (outcome instanceof NativeLibrary.Outcome.Missing missing) {
      return new Missing<>(missing.reason());
    }
    return outcome instanceof NativeLibrary.Outcome.Failed failed
        ? new Failed<>(failed.reason(), failed.cause())
        : handshake();
  }

  private static LoadOutcome<Shim> handshake() {
    int[] layout;
    try {
      layout = QvlNative.layout();
    } catch (UnsatisfiedLinkError e) {
      return new Failed<>("The file is not Quotary's native library: " + e.getMessage(), e);
    }
    if (!Arrays.equals(layout, LAYOUT)) {
      String message =
          "The native library does not match the Java classes: it reports "
              + Arrays.toString(layout)
              + ", they expect "
              + Arrays.toString(LAYOUT)
              + "; use the linux-x86_64 jar of the same version";
      return new Failed<>(message, new IllegalStateException(message));
    }
    return new Loaded<>(new Shim(), "shim version " + layout[0]);
  }
}
