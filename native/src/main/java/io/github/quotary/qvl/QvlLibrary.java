package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.quote.Measurement;
import io.github.quotary.qvl.LoadOutcome.Failed;
import io.github.quotary.qvl.LoadOutcome.Loaded;
import io.github.quotary.supplemental.SupplementalStruct;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Intel's DCAP quote verification library, {@code libsgx_dcap_quoteverify.so.1}, in this process.
 * It stays loaded. Thread-safe.
 *
 * <pre>{@code
 * LoadOutcome<QvlLibrary> outcome = QvlLibrary.load();
 * outcome.library().map(QvlVerifier::new)...   // or say outcome.message()
 * }</pre>
 *
 * <p>Intel distributes it for Linux on x86-64 as package {@code libsgx-dcap-quote-verify}. Neither
 * SGX hardware nor an enclave is needed.
 */
public final class QvlLibrary {
  /** System property that names the library's file. */
  public static final String LIBRARY_PROPERTY = "quotary.qvl.library";

  private static final String SONAME = "libsgx_dcap_quoteverify.so.1";

  /** Verifications run in parallel, on thread-local objects. */
  private static final int PERSISTENT_QVE_MULTI_THREAD = 3;

  private static final int HANDSHAKE_QUOTE_SIZE = 1020;
  private static final int MAX_SUPPLEMENTAL_SIZE = 1 << 16;
  private static final int FMSPC_SIZE = 6;
  private static final int PARTS = 7;
  private static final int U16 = 0xffff;

  private static final Map<String, LoadOutcome<QvlLibrary>> LOADED = new HashMap<>();

  private final long handle;
  private final boolean parallel;
  private final int supplementalSize;
  private final String supplementalVersion;

  private QvlLibrary(long handle, boolean parallel, int version, int supplementalSize) {
    this.handle = handle;
    this.parallel = parallel;
    this.supplementalSize = supplementalSize;
    this.supplementalVersion = (version & U16) + "." + (version >>> 16);
  }

  /** Loads the file that {@code quotary.qvl.library} names, or else the installed library. */
  public static LoadOutcome<QvlLibrary> load() {
    return load(System.getProperty(LIBRARY_PROPERTY, SONAME));
  }

  /**
   * Loads a library by its path, or by its name if the system's loader can find it. A library is
   * loaded only once.
   */
  public static LoadOutcome<QvlLibrary> load(String path) {
    synchronized (LOADED) {
      LoadOutcome<QvlLibrary> known = LOADED.get(path);
      if (known != null) {
        return known;
      }
      LoadOutcome<Shim> shim = Shim.load();
      LoadOutcome<QvlLibrary> outcome =
          shim.library().isPresent() ? open(path) : LoadOutcome.notLoaded(shim);
      if (outcome instanceof Loaded<QvlLibrary>) {
        LOADED.put(path, outcome);
      }
      return outcome;
    }
  }

  private static LoadOutcome<QvlLibrary> open(String path) {
    byte[] error = new byte[512];
    long handle = QvlNative.open(SharedObjects.path(path), error);
    return handle == 0
        ? SharedObjects.notOpened(
            path,
            error,
            "install Intel's package libsgx-dcap-quote-verify, or set "
                + LIBRARY_PROPERTY
                + " to the file "
                + SONAME)
        : handshake(handle, path);
  }

  private static LoadOutcome<QvlLibrary> handshake(long handle, String path) {
    int policy = QvlNative.setLoadPolicy(handle, PERSISTENT_QVE_MULTI_THREAD);
    int[] versionAndSize = new int[2];
    ReturnCode code =
        new ReturnCode(
            QvlNative.supplementalSize(handle, new byte[HANDSHAKE_QUOTE_SIZE], versionAndSize));
    QvlLibrary library = new QvlLibrary(handle, policy == 0, versionAndSize[0], versionAndSize[1]);
    boolean known =
        code.isSuccess()
            && (versionAndSize[0] & U16) == SupplementalStruct.MAJOR_VERSION
            && versionAndSize[1] >= SupplementalStruct.SIZE
            && versionAndSize[1] <= MAX_SUPPLEMENTAL_SIZE;
    if (!known) {
      String message =
          path
              + " answers "
              + code
              + ", supplemental data "
              + library.supplementalVersion
              + " of "
              + versionAndSize[1]
              + " bytes; version 3.4 of "
              + SupplementalStruct.SIZE
              + " bytes or a later 3.x is needed: install a newer libsgx-dcap-quote-verify";
      return new Failed<>(message, new IllegalStateException(message));
    }
    return new Loaded<>(library, path + ": " + library);
  }

  /** The FMSPC of a quote's platform, 6 bytes; empty if Intel's library finds none. */
  public Optional<Measurement> fmspc(ByteBuffer quote) {
    QuoteArgument argument = QuoteArgument.of(quote);
    byte[] fmspc = new byte[FMSPC_SIZE];
    int code =
        QvlNative.fmspc(
            handle,
            argument.direct(),
            argument.array(),
            argument.offset(),
            argument.length(),
            fmspc);
    return code == 0 ? Optional.of(Measurement.of(fmspc)) : Optional.empty();
  }

  /**
   * The collateral that Intel's quote provider library ({@code libsgx-dcap-default-qpl}) fetches
   * for a quote. This may use the network, as that library is configured.
   */
  public FetchResult fetchCollateral(ByteBuffer quote) {
    QuoteArgument argument = QuoteArgument.of(quote);
    byte[][] parts = new byte[PARTS][];
    int code =
        QvlNative.collateral(
            handle,
            argument.direct(),
            argument.array(),
            argument.offset(),
            argument.length(),
            parts);
    return new FetchResult(
        new ReturnCode(code),
        code == 0 ? Optional.of(CollateralArgument.toCollateral(parts)) : Optional.empty());
  }

  /**
   * The result of fetching.
   *
   * @param returnCode Intel's return code
   * @param collateral the collateral, if the call succeeded
   */
  public record FetchResult(ReturnCode returnCode, Optional<Collateral> collateral) {}

  /**
   * Whether verifications run in parallel. Intel's library accepts its load policy once per
   * process: if other code has set it, verifications may block each other.
   */
  public boolean isParallel() {
    return parallel;
  }

  /** Version of the supplemental data, for example 3.4. */
  public String supplementalVersion() {
    return supplementalVersion;
  }

  int supplementalSize() {
    return supplementalSize;
  }

  long handle() {
    return handle;
  }

  @Override
  public String toString() {
    return "supplemental data "
        + supplementalVersion
        + (parallel ? "" : ", load policy set by other code");
  }
}
