package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.supplemental.SupplementalData;
import io.github.quotary.supplemental.SupplementalStruct;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies quotes with Intel's DCAP library, {@code tee_verify_quote} without an enclave. It trusts
 * Intel's root only. Thread-safe; every call parses everything again.
 */
public final class QvlVerifier implements IntelEngine {
  private final QvlLibrary library;

  /** A verifier that uses this library. */
  public QvlVerifier(QvlLibrary library) {
    this.library = library;
  }

  /**
   * Verifies a quote; never throws, whatever the bytes. A direct buffer is not copied.
   *
   * @param quote its remaining bytes; the position stays
   * @param collateral the collateral
   * @param at the time of verification; fractions of a second are ignored
   */
  @Override
  public QvlVerdict verify(ByteBuffer quote, Collateral collateral, Instant at) {
    if (!StackGuard.allows(collateral)) {
      return QvlVerdict.rejected(ReturnCode.NOT_HANDED_OVER, null);
    }
    QuoteArgument argument = QuoteArgument.of(quote);
    int[] outcome = new int[2];
    byte[] supplemental = new byte[library.supplementalSize()];
    ReturnCode code =
        new ReturnCode(
            QvlNative.verify(
                library.handle(),
                argument.direct(),
                argument.array(),
                argument.offset(),
                argument.length(),
                CollateralArgument.of(collateral),
                QuoteArgument.teeType(quote),
                at.getEpochSecond(),
                outcome,
                supplemental));
    if (!code.isSuccess()) {
      return QvlVerdict.rejected(code, null);
    }
    SupplementalData data = decode(supplemental);
    return new QvlVerdict(
        code,
        status(outcome[1]).orElse(null),
        outcome[0] != 0,
        data == null ? List.of() : data.advisoryIds(),
        null,
        null,
        data);
  }

  /** If Intel's struct cannot be read, the verdict lacks it. */
  private static @Nullable SupplementalData decode(byte[] supplemental) {
    try {
      return SupplementalStruct.decode(supplemental);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Intel DCAP, {@code sgx_ql_qv_result_t}; the others never occur on success. */
  private static Optional<TcbStatus> status(int result) {
    return Optional.ofNullable(
        switch (result) {
          case 0 -> TcbStatus.UP_TO_DATE;
          case 0xA001 -> TcbStatus.CONFIGURATION_NEEDED;
          case 0xA002 -> TcbStatus.OUT_OF_DATE;
          case 0xA003 -> TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
          case 0xA007 -> TcbStatus.SW_HARDENING_NEEDED;
          case 0xA008 -> TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED;
          case 0xA009 -> TcbStatus.TD_RELAUNCH_ADVISED;
          case 0xA00A -> TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED;
          default -> null;
        });
  }
}
