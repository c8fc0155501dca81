package io.github.quotary.evidence.named;

import java.util.Optional;

/** Headers that services and drivers put in front of a quote. */
final class EnvelopeForms {
  private static final int GHCI_HEADER = 24;
  private static final int QGS_HEADER = 16;
  private static final int QGS_RESPONSE = 24;
  private static final int OPEN_ENCLAVE_HEADER = 16;
  private static final long IN_FLIGHT = -1L;
  private static final long ERROR = Long.MIN_VALUE;
  private static final long UNAVAILABLE = Long.MIN_VALUE + 1;

  private EnvelopeForms() {}

  static Optional<String> name(LittleEndian in) {
    return ghci(in)
        .or(() -> qgs(in, 0))
        .or(() -> framedQgs(in))
        .or(() -> openEnclave(in))
        .or(() -> length(in));
  }

  /**
   * u64 version 1, u64 status, u32 length in, u32 length out.
   *
   * <p>Source: Intel, "Guest-Hypervisor Communication Interface (GHCI) for TDX", GetQuote.
   */
  private static Optional<String> ghci(LittleEndian in) {
    if (!in.has(0, GHCI_HEADER) || in.i64(0) != 1) {
      return Optional.empty();
    }
    long status = in.i64(8);
    if (in.hasQuoteAt(GHCI_HEADER)) {
      return Optional.of("a GHCI buffer with a quote in it" + cutOff(GHCI_HEADER));
    }
    if (status == 0 && qgsQuote(in, GHCI_HEADER + Integer.BYTES) >= 0) {
      return Optional.of(
          "a GHCI buffer with an answer of the quote generation service (QGS) in it"
              + cutOff(qgsQuote(in, GHCI_HEADER + Integer.BYTES)));
    }
    if (status == IN_FLIGHT) {
      return Optional.of(
          "a GHCI buffer whose quote is still being made (GET_QUOTE_IN_FLIGHT): read it again"
              + " later");
    }
    if (status == ERROR || status == UNAVAILABLE) {
      return Optional.of(
          "a GHCI buffer without a quote: the host answered with status 0x"
              + Long.toHexString(status)
              + (status == ERROR
                  ? " (error); look at the host's quote generation service"
                  : " (service unavailable); start the host's quote generation service"));
    }
    return Optional.empty();
  }

  /**
   * u16 major version 1, u16 minor version, u32 type 1 (answer with a quote), u32 size of all, u32
   * error code; then u32 size of the id, u32 size of the quote, the id and the quote.
   *
   * <p>Source: Intel SGX DCAP, {@code qgs_msg_lib.h}.
   */
  private static Optional<String> qgs(LittleEndian in, int start) {
    if (!isQgsAnswer(in, start)) {
      return Optional.empty();
    }
    String form = "an answer of the quote generation service (QGS)";
    long quote = qgsQuote(in, start);
    if (quote >= 0) {
      return Optional.of(form + " with a quote in it" + cutOff(quote));
    }
    long error = in.u32(start + 12);
    return error == 0
        ? Optional.empty()
        : Optional.of(
            form + " without a quote: error code 0x" + Long.toHexString(error) + "; ask it again");
  }

  private static Optional<String> framedQgs(LittleEndian in) {
    return in.has(0, Integer.BYTES) && in.u32BigEndian(0) == in.size() - Integer.BYTES
        ? qgs(in, Integer.BYTES)
        : Optional.empty();
  }

  private static boolean isQgsAnswer(LittleEndian in, int start) {
    return in.has(start, QGS_HEADER)
        && in.u16(start) == 1
        && in.u32(start + 4) == 1
        && in.u32(start + 8) >= QGS_HEADER
        && in.u32(start + 8) <= in.size() - start;
  }

  /** Where the quote in an answer begins; -1 if there is none. */
  private static long qgsQuote(LittleEndian in, int start) {
    if (!isQgsAnswer(in, start) || !in.has(start, QGS_RESPONSE)) {
      return -1;
    }
    long quote = in.u32(start + QGS_HEADER) + start + QGS_RESPONSE;
    return in.hasQuoteAt(quote) ? quote : -1;
  }

  /**
   * u32 version 1, u32 type (1 report, 2 quote), u64 size of what follows.
   *
   * <p>Source: Open Enclave, {@code oe_report_header_t}.
   */
  private static Optional<String> openEnclave(LittleEndian in) {
    if (!in.has(0, OPEN_ENCLAVE_HEADER)
        || in.u32(0) != 1
        || in.i64(8) <= 0
        || in.i64(8) > in.size() - OPEN_ENCLAVE_HEADER) {
      return Optional.empty();
    }
    if (in.u32(4) == 2 && in.hasQuoteAt(OPEN_ENCLAVE_HEADER)) {
      return Optional.of("an Open Enclave report with a quote in it" + cutOff(OPEN_ENCLAVE_HEADER));
    }
    return in.u32(4) == 1 && in.i64(8) == ReportForms.SGX_REPORT
        ? Optional.of(
            "an Open Enclave report of local attestation, which only the same machine can check:"
                + " ask for one of remote attestation")
        : Optional.empty();
  }

  private static Optional<String> length(LittleEndian in) {
    if (!in.hasQuoteAt(Integer.BYTES)) {
      return Optional.empty();
    }
    int rest = in.size() - Integer.BYTES;
    return in.u32(0) == rest || in.u32BigEndian(0) == rest
        ? Optional.of("a quote behind its length" + cutOff(Integer.BYTES))
        : Optional.empty();
  }

  private static String cutOff(long bytes) {
    return ": cut off the first " + bytes + " bytes, and the quote remains";
  }
}
