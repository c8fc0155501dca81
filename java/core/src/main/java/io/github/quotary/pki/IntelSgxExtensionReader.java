package io.github.quotary.pki;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;

/**
 * Reads an SGX extension that is laid out byte for byte as Intel's are, in one pass: the entries of
 * the Processor CA's certificates or those of the Platform CA's, in their order. It reads the same
 * as {@link SgxExtensionParser}, which has all others.
 */
final class IntelSgxExtensionReader {
  /** Intel's OID of the extension, without tag and length: one number follows for each level. */
  private static final byte[] ROOT = IntelCertificateReader.hex("2a864886f84d010d01");

  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int TCB = 2;
  private static final int CONFIGURATION = 7;

  private final DerCursor cursor;

  private IntelSgxExtensionReader(DerCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * The extension that is all of these bytes.
   *
   * @throws OtherLayoutException for every other extension, and for what is none
   */
  static SgxExtension read(byte[] value) throws OtherLayoutException {
    DerCursor cursor = new DerCursor(value);
    cursor.enterLast(DerCursor.SEQUENCE, value.length);
    return new IntelSgxExtensionReader(cursor).read(value.length);
  }

  private SgxExtension read(int end) throws OtherLayoutException {
    Measurement ppid = octets(1, 16);
    int tcbEnd = entry(TCB);
    cursor.enterLast(DerCursor.SEQUENCE, tcbEnd);
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = (byte) svn(i + 1, 255);
    }
    long pceSvn = svn(SgxExtensionParser.PCE_SVN_ENTRY, 0xffffffffL);
    int cpuSvnEnd = entry(TCB, SgxExtensionParser.CPU_SVN_ENTRY);
    Measurement cpuSvn = Measurement.of(cursor.octets(16));
    cursor.leave(cpuSvnEnd);
    cursor.leave(tcbEnd);
    Measurement pceId = octets(3, 2);
    Measurement fmspc = octets(4, 6);
    int sgxTypeEnd = entry(5);
    int sgxType = cursor.enumerated();
    cursor.leave(sgxTypeEnd);
    Measurement instance = null;
    PlatformConfiguration configuration = null;
    if (cursor.at() != end) {
      instance = octets(6, 16);
      configuration = configuration();
    }
    cursor.leave(end);
    return new SgxExtension(
        ppid,
        TcbComponents.of(svns),
        pceSvn,
        cpuSvn,
        pceId,
        fmspc,
        sgxType,
        instance,
        configuration);
  }

  private PlatformConfiguration configuration() throws OtherLayoutException {
    int end = entry(CONFIGURATION);
    cursor.enterLast(DerCursor.SEQUENCE, end);
    boolean dynamicPlatform = flag(1);
    boolean cachedKeys = flag(2);
    boolean smtEnabled = flag(3);
    cursor.leave(end);
    return new PlatformConfiguration(dynamicPlatform, cachedKeys, smtEnabled);
  }

  private boolean flag(int number) throws OtherLayoutException {
    int end = entry(CONFIGURATION, number);
    boolean value = cursor.bool();
    cursor.leave(end);
    return value;
  }

  private long svn(int number, long max) throws OtherLayoutException {
    int end = entry(TCB, number);
    long value = cursor.uint();
    cursor.leave(end);
    if (value > max) {
      throw new OtherLayoutException();
    }
    return value;
  }

  private Measurement octets(int number, int length) throws OtherLayoutException {
    int end = entry(number);
    Measurement value = Measurement.of(cursor.octets(length));
    cursor.leave(end);
    return value;
  }

  /** Enters a pair of OID and value, and passes the OID; returns where the pair ends. */
  private int entry(int number) throws OtherLayoutException {
    int end = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(OBJECT_IDENTIFIER);
    cursor.literal(ROOT.length + 1);
    cursor.literal(ROOT);
    cursor.literal(number);
    return end;
  }

  /** The same for an entry of an entry. */
  private int entry(int of, int number) throws OtherLayoutException {
    int end = cursor.enter(DerCursor.SEQUENCE);
    cursor.literal(OBJECT_IDENTIFIER);
    cursor.literal(ROOT.length + 2);
    cursor.literal(ROOT);
    cursor.literal(of);
    cursor.literal(number);
    return end;
  }
}
