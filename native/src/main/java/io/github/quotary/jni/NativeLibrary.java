package io.github.quotary.jni;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads the C side on first use:
 *
 * <ol>
 *   <li>the file that {@code quotary.native.library} names, if it is set, and no other;
 *   <li>else the resource of the jar for this platform, such as {@code linux-x86_64}, copied into a
 *       fresh directory that only this user may enter, and deleted after loading.
 * </ol>
 *
 * <p>What is loaded then has to be asked for its layouts, which is the caller's part.
 */
public final class NativeLibrary {
  /** Names the library's file. */
  public static final String FILE_PROPERTY = "quotary.native.library";

  /** Names the directory to unpack into, instead of the system's temporary one. */
  public static final String DIRECTORY_PROPERTY = "quotary.native.tmpdir";

  private static final String FILE_NAME = "libquotary.so";

  private NativeLibrary() {}

  /** What came of loading. */
  public sealed interface Outcome {
    /** The library is in this process. */
    record Loaded() implements Outcome {}

    /**
     * There is none for this platform, or it is not where it was looked for.
     *
     * @param reason with what to do
     */
    record Missing(String reason) implements Outcome {}

    /**
     * It is there and cannot be loaded.
     *
     * @param reason with what to do
     */
    record Failed(String reason, Throwable cause) implements Outcome {}
  }

  /** The library of this class loader, loaded on first use; never throws. */
  public static Outcome load() {
    return Holder.OUTCOME;
  }

  private static final class Holder {
    static final Outcome OUTCOME =
        load(
            Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of),
            Optional.ofNullable(System.getProperty(DIRECTORY_PROPERTY)).map(Path::of),
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""));
  }

  /**
   * Loads it.
   *
   * @param file the file to load, and no other
   * @param directory where to unpack
   * @param osName as Java names it
   * @param osArch as Java names it
   */
  public static Outcome load(
      Optional<Path> file, Optional<Path> directory, String osName, String osArch) {
    if (!osName.equals("Linux")) {
      return new Outcome.Missing(
          "The native library is available for Linux only; this is " + osName + " on " + osArch);
    }
    return file.map(NativeLibrary::loadFile)
        .orElseGet(() -> unpackAndLoad(directory, platform(osArch)));
  }

  private static String platform(String osArch) {
    return "linux-" + (osArch.equals("amd64") ? "x86_64" : osArch);
  }

  private static Outcome loadFile(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Outcome.Missing("No such file: " + file + ", set by " + FILE_PROPERTY);
    }
    try {
      System.load(file.toAbsolutePath().toString());
      return new Outcome.Loaded();
    } catch (UnsatisfiedLinkError e) {
      return new Outcome.Failed(
          "Cannot load the native library " + file + ", set by " + FILE_PROPERTY + ": " + text(e),
          e);
    }
  }

  private static Outcome unpackAndLoad(Optional<Path> directory, String platform) {
    try (InputStream resource = resource("META-INF/native/" + platform + "/" + FILE_NAME)) {
      if (resource == null) {
        return new Outcome.Missing(
            "The native library is not on the class path: add the jar quotary-native with"
                + " classifier "
                + platform
                + ", or set "
                + FILE_PROPERTY
                + " to the file "
                + FILE_NAME);
      }
      return loadCopy(resource, directory);
    } catch (IOException e) {
      return new Outcome.Failed(
          "The native library cannot be unpacked: "
              + text(e)
              + "; set "
              + DIRECTORY_PROPERTY
              + " to a writable directory",
          e);
    }
  }

  private static @Nullable InputStream resource(String name) {
    ClassLoader loader = NativeLibrary.class.getClassLoader();
    return loader == null ? null : loader.getResourceAsStream(name);
  }

  private static Outcome loadCopy(InputStream resource, Optional<Path> parent) throws IOException {
    var onlyThisUser =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path directory =
        parent.isPresent()
            ? Files.createTempDirectory(parent.get(), "quotary", onlyThisUser)
            : Files.createTempDirectory("quotary", onlyThisUser);
    Path copy = directory.resolve(FILE_NAME);
    try {
      Files.copy(resource, copy);
      System.load(copy.toAbsolutePath().toString());
      return new Outcome.Loaded();
    } catch (UnsatisfiedLinkError e) {
      return new Outcome.Failed(
          "The native library cannot be loaded from "
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

  private static String text(Throwable e) {
    return String.valueOf(e.getMessage());
  }
}
