package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.quote.CertificationData;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first two stages of Intel's DCAP library: {@code args}, what it refuses before it parses
 * anything, and {@code quote_parse} with the type of certification data.
 */
final class Arguments {
  private static final int MIN_QUOTE = 1020;
  private static final int TEE_TYPE_OFFSET = 4;

  private Arguments() {}

  /** Sizes above which input is refused unread. */
  record Limits(int maxQuoteBytes, int maxCollateralBytes) {}

  /** What is wrong with the arguments, or null. */
  static @Nullable Rejection check(
      ByteBuffer quote, @Nullable Collateral collateral, Instant at, Limits limits) {
    Rejection rejection = check(quote, at, limits);
    return rejection != null || collateral == null ? rejection : check(collateral, limits);
  }

  private static @Nullable Rejection check(ByteBuffer quote, Instant at, Limits limits) {
    Rejection wrongSize = checkSize(quote.remaining(), limits);
    if (wrongSize != null) {
      return wrongSize;
    }
    if (at.getEpochSecond() <= 0) {
      return fail(RejectReason.TIME_NOT_POSITIVE, at + " is not after 1970-01-01T00:00:00Z");
    }
    long teeType = teeType(quote);
    if (TeeType.of(teeType).isEmpty()) {
      return fail(
          RejectReason.TEE_TYPE_UNKNOWN,
          "TEE type 0x"
              + Long.toHexString(teeType)
              + " at byte 4; 0 (SGX) and 0x81 (TDX) are supported");
    }
    return null;
  }

  /** What is wrong with a quote of this size, or null. */
  static @Nullable Rejection checkSize(int size, Limits limits) {
    if (size < MIN_QUOTE) {
      return fail(
          RejectReason.QUOTE_TOO_SHORT,
          "The quote has " + size + " bytes; the shortest has " + MIN_QUOTE);
    }
    return size <= limits.maxQuoteBytes()
        ? null
        : fail(
            RejectReason.QUOTE_TOO_LARGE,
            "The quote has " + size + " bytes; the limit is " + limits.maxQuoteBytes());
  }

  private static long teeType(ByteBuffer quote) {
    int value = quote.getInt(quote.position() + TEE_TYPE_OFFSET);
    return Integer.toUnsignedLong(
        quote.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value));
  }

  static @Nullable Rejection check(Collateral collateral, Limits limits) {
    if (collateral.size() > limits.maxCollateralBytes()) {
      return fail(
          RejectReason.COLLATERAL_TOO_LARGE,
          "The collateral has "
              + collateral.size()
              + " bytes; the limit is "
              + limits.maxCollateralBytes());
    }
    if (collateral.hasInnerNul()) {
      return fail(
          RejectReason.COLLATERAL_TEXT_HAS_NUL, "A text of the collateral has a NUL byte inside");
    }
    return null;
  }

  /** The quote, if its structure is right and its certification data is a PCK chain. */
  static Outcome<Quote> parse(ByteBuffer bytes) {
    QuoteParse parse = Quote.tryParse(bytes);
    if (parse instanceof QuoteParse.Malformed malformed) {
      return Outcome.failed(
          RejectReason.QUOTE_FORMAT_UNSUPPORTED,
          malformed.problem() + " (at byte " + malformed.offset() + ")");
    }
    Quote quote = ((QuoteParse.Parsed) parse).quote();
    SignatureData signatureData = quote.signatureData();
    if (signatureData.certificationDataSize() == 0) {
      return Outcome.failed(
          RejectReason.CERTIFICATION_DATA_EMPTY, "The certification data has no bytes");
    }
    if (signatureData.certificationDataType() != CertificationData.PCK_CHAIN) {
      return Outcome.failed(
          RejectReason.CERTIFICATION_DATA_TYPE_UNSUPPORTED,
          CertificationTypeWords.of(signatureData.certificationDataType()));
    }
    return Outcome.passed(quote);
  }

  private static Rejection fail(RejectReason reason, String detail) {
    return Rejection.of(reason, detail);
  }
}
