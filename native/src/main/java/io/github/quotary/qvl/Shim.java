package io.github.quotary.qvl;

import io.github.quotary.qvl.LoadOutcome.Failed;
import io.github.quotary.qvl.LoadOutcome.Loaded;
import io.github.quotary.qvl.LoadOutcome.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads the JNI shim on first use:
 *
 * <ol>
 *   <li>the file that {@code quotary.qvl.shim} names, if it is set, and no other;
 *   <li>else the resource of the {@code linux-x86_64} jar, copied into a fresh directory that only
 *       this user may enter, and deleted after loading;
 *   <li>then the handshake: the shim reports the layouts it was compiled with.
 * </ol>
 */
final class Shim {
  /** Names the shim's file. */
  static final String FILE_PROPERTY = "quotary.qvl.shim";

  /** Names the directory to unpack into, instead of the system's temporary one. */
  static final String DIRECTORY_PROPERTY = "quotary.qvl.tmpdir";

  private static final String RESOURCE = "META-INF/native/linux-x86_64/libquotaryqvl.so";
  private static final String FILE_NAME = "libquotaryqvl.so";

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
            Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of),
            Optional.ofNullable(System.getProperty(DIRECTORY_PROPERTY)).map(Path::of),
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""));
  }

  static LoadOutcome<Shim> load(
      Optional<Path> file, Optional<Path> directory, String osName, String osArch) {
    if (!osName.equals("Linux") || !(osArch.equals("amd64") || osArch.equals("x86_64"))) {
      return new Missing<>(
          "Intel's quote verification library is available for Linux on x86-64 only; this is "
              + osName
              + " on "
              + osArch);
    }
    return file.map(Shim::loadFile).orElseGet(() -> unpackAndLoad(directory));
  }

  private static LoadOutcome<Shim> loadFile(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Missing<>("No such file: " + file + ", set by " + FILE_PROPERTY);
    }
    try {
      System.load(file.toAbsolutePath().toString());
      return handshake();
    } catch (UnsatisfiedLinkError e) {
      return new Failed<>(
          "Cannot load the shim " + file + ", set by " + FILE_PROPERTY + ": " + text(e), e);
    }
  }

  private static LoadOutcome<Shim> unpackAndLoad(Optional<Path> directory) {
    try (InputStream resource = resource()) {
      if (resource == null) {
        return new Missing<>(
            "The shim to Intel's library is not on the class path: add the jar quotary-native with"
                + " classifier linux-x86_64, or set "
                + FILE_PROPERTY
                + " to the file "
                + FILE_NAME);
      }
      return loadCopy(resource, directory);
    } catch (IOException e) {
      return new Failed<>(
          "The shim to Intel's library cannot be unpacked: "
              + text(e)
              + "; set "
              + DIRECTORY_PROPERTY
              + " to a writable directory",
          e);
    }
  }

  private static @Nullable InputStream resource() {
    ClassLoader loader = Shim.class.getClassLoader();
    return loader == null ? null : loader.getResourceAsStream(RESOURCE);
  }

  private static LoadOutcome<Shim> loadCopy(InputStream resource, Optional<Path> parent)
      throws IOException {
    var onlyThisUser =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path directory =
        parent.isPresent()
            ? Files.createTempDirectory(parent.get(), "quotary-qvl", onlyThisUser)
            : Files.createTempDirectory("quotary-qvl", onlyThisUser);
    Path copy = directory.resolve(FILE_NAME);
    try {
      Files.copy(resource, copy);
      System.load(copy.toAbsolutePath().toString());
      return handshake();
    } catch (UnsatisfiedLinkError e) {
      return new Failed<>(
          "The shim to Intel's library cannot be loaded from "
              + directory.getParent()
              + ": "
              + text(e)
              + "; if that is mounted noexec, set "
              + DIRECTORY_PROPERTY
              + " to a directory that is not, or "
              + FILE_PROPERTY
              + " to the file "
              + FILE_NAME,
          e);
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(directory);
    }
  }

  private static LoadOutcome<Shim> handshake() {
    int[] layout;
    try {
      layout = QvlNative.layout();
    } catch (UnsatisfiedLinkError e) {
      return new Failed<>("The file is not a Quotary shim: " + text(e), e);
    }
    if (!Arrays.equals(layout, LAYOUT)) {
      String message =
          "The shim does not match the Java classes: it reports "
              + Arrays.toString(layout)
              + ", they expect "
              + Arrays.toString(LAYOUT)
              + "; use the linux-x86_64 jar of the same version";
      return new Failed<>(message, new IllegalStateException(message));
    }
    return new Loaded<>(new Shim(), "shim version " + layout[0]);
  }

  private static String text(Throwable e) {
    return String.valueOf(e.getMessage());
  }
}
