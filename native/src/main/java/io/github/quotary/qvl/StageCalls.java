package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/** The stages of one verification by Intel's low-level QVL, which accepts only text. */
final class StageCalls {
  /** QVL 1.27 requires 1048 bytes for its collateral info; 1.26 fills 490 of them. */
  private static final int INFO_SIZE = 1048;

  private static final int DER_SEQUENCE = 0x30;

  private static final int UNSUPPORTED_CERT_FORMAT = 1;

  /** Statuses of a function that cannot parse a certificate. */
  static final Set<Integer> CHAIN_FORMAT = Set.of(1, 4, 9, 14, 24, 33);

  private final long library;
  private final QuoteArgument quote;
  private final byte[] pckChain;
  private final byte[] rootCrl;
  private final byte[] pckCrl;
  private final byte[] tcbInfo;
  private final byte[] tcbInfoChain;
  private final byte[] qeIdentity;
  private final byte[] qeIdentityChain;
  private final byte[] pckCrlChain;
  private final long date;

  /**
   * The stages of a verification.
   *
   * @param pckChain the quote's certification data
   */
  StageCalls(
      StageLibrary library, ByteBuffer quote, String pckChain, Collateral collateral, Instant at) {
    this.library = library.handle();
    this.quote = QuoteArgument.of(quote);
    this.pckChain = CollateralArgument.text(pckChain.getBytes(StandardCharsets.ISO_8859_1));
    rootCrl = crlText(collateral.rootCaCrl());
    pckCrl = crlText(collateral.pckCrl());
    tcbInfo = CollateralArgument.text(collateral.tcbInfo());
    tcbInfoChain = CollateralArgument.text(collateral.tcbInfoIssuerChain());
    qeIdentity = CollateralArgument.text(collateral.qeIdentity());
    qeIdentityChain = CollateralArgument.text(collateral.qeIdentityIssuerChain());
    pckCrlChain = CollateralArgument.text(collateral.pckCrlIssuerChain());
    date = at.getEpochSecond();
  }

  /** DER as hexadecimal, as in Intel's DCAP library. */
  private static byte[] crlText(byte[] crl) {
    return CollateralArgument.text(
        crl.length > 0 && crl[0] == DER_SEQUENCE && crl.length > 1 && crl[1] < 0
            ? HexFormat.of().formatHex(crl).getBytes(StandardCharsets.US_ASCII)
            : crl);
  }

  QvlStatus pck(byte[] root) {
    return new QvlStatus(QvlNative.verifyPck(library, pckChain, rootCrl, pckCrl, root, date));
  }

  QvlStatus tcbInfo(byte[] root) {
    return new QvlStatus(
        QvlNative.verifyTcbInfo(library, tcbInfo, tcbInfoChain, rootCrl, root, date));
  }

  /** The three issuer chains of the collateral, the PCK revocation list's last. */
  Stream<byte[]> issuerChains() {
    return Stream.of(qeIdentityChain, tcbInfoChain, pckCrlChain);
  }

  /**
   * Whether the QVL can parse a chain. Its functions report that only for chains of the length they
   * expect; only the one that checks revocation lists accepts any length.
   */
  boolean canParse(byte[] chain, byte[] root) {
    int status =
        switch (QuoteCertificates.count(chain)) {
          case 0 -> UNSUPPORTED_CERT_FORMAT;
          case 2 -> QvlNative.verifyTcbInfo(library, tcbInfo, chain, rootCrl, root, date);
          case 3 -> QvlNative.verifyPck(library, chain, rootCrl, pckCrl, root, date);
          default -> QvlNative.verifyPckCrl(library, pckCrl, chain, root);
        };
    return !CHAIN_FORMAT.contains(status);
  }

  QvlStatus qeIdentity(byte[] root) {
    return new QvlStatus(
        QvlNative.verifyQeIdentity(library, qeIdentity, qeIdentityChain, rootCrl, root, date));
  }

  /** The quote's own status, and the matched levels. */
  QuoteAnswer quote(byte[] pck) {
    byte[] info = new byte[INFO_SIZE];
    int status =
        QvlNative.verifyQuote(
            library,
            quote.direct(),
            quote.array(),
            quote.offset(),
            quote.length(),
            pck,
            pckCrl,
            tcbInfo,
            qeIdentity,
            info);
    return new QuoteAnswer(new QvlStatus(status), CollateralInfo.decode(info));
  }

  /** Status of the quote, and the matched levels. */
  record QuoteAnswer(QvlStatus status, CollateralInfo info) {}

  /** The certification data of a quote. */
  static CertificationDataAnswer certificationData(StageLibrary library, ByteBuffer bytes) {
    QuoteArgument quote = QuoteArgument.of(bytes);
    byte[] data = new byte[quote.length()];
    int[] sizeAndType = new int[2];
    int status =
        QvlNative.certificationData(
            library.handle(),
            quote.direct(),
            quote.array(),
            quote.offset(),
            quote.length(),
            data,
            sizeAndType);
    int size = Math.max(0, Math.min(sizeAndType[0], data.length));
    return new CertificationDataAnswer(
        new QvlStatus(status),
        sizeAndType[1],
        new String(data, 0, size, StandardCharsets.ISO_8859_1));
  }

  /** Certification data as Latin-1 text, whatever its type; empty if the status is not OK. */
  record CertificationDataAnswer(QvlStatus status, int type, String data) {}
}
