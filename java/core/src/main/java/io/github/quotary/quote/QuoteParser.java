package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Auth;
import io.github.quotary.quote.Layout.Certification;
import io.github.quotary.quote.Layout.Descriptor;
import io.github.quotary.quote.Layout.Enclave;
import io.github.quotary.quote.Layout.Header;
import io.github.quotary.quote.Layout.Qe;
import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;

/**
 * Checks every length of a quote once and cuts it into views. Bytes after the authentication data
 * are ignored, and so are bytes inside it after the outermost certification data; the QE report
 * certification data (type 6) must end where its certification data ends.
 *
 * <p>Source: Intel's QVL, {@code QuoteParsers}, {@code Quote::validate}.
 */
final class QuoteParser {
  private static final int QE_REPORT_CERTIFICATION_DATA = 6;
  private static final int LAST_INNER_TYPE = 5;

  private final ByteBuffer data;

  /** A parser of a little-endian buffer that starts at index 0. */
  QuoteParser(ByteBuffer data) {
    this.data = data;
  }

  QuoteParse parse() {
    try {
      return new QuoteParse.Parsed(quote());
    } catch (Fault fault) {
      return fault.malformed;
    }
  }

  private Quote quote() throws Fault {
    if (data.capacity() < Layout.MIN_QUOTE) {
      throw new Fault(data.capacity(), "A quote has at least " + Layout.MIN_QUOTE + " bytes");
    }
    TeeType teeType = header();
    int version = u16(Header.VERSION);
    int bodyStart = version == 5 ? Header.SIZE + Descriptor.SIZE : Header.SIZE;
    int bodyType = version == 5 ? describedBodyType(teeType) : teeType == TeeType.SGX ? 1 : 2;
    int bodySize = bodySize(bodyType);
    if (bodyStart + bodySize + Layout.SIZE_FIELD > data.capacity()) {
      throw new Fault(data.capacity(), "The quote ends inside its body of " + bodySize + " bytes");
    }
    SignatureData signatureData = signatureData(version, bodyStart + bodySize);
    return new Quote(data, teeType, body(bodyType, bodyStart), signatureData);
  }

  /** Checks the header; the TEE type is all that the rest of the parser needs to know of it. */
  private TeeType header() throws Fault {
    int version = u16(Header.VERSION);
    if (version < 3 || version > 5) {
      throw new Fault(Header.VERSION, "Quote version " + version + "; 3, 4 and 5 are supported");
    }
    int keyType = u16(Header.ATTESTATION_KEY_TYPE);
    if (keyType != Header.ECDSA_P256) {
      throw new Fault(
          Header.ATTESTATION_KEY_TYPE,
          "Attestation key type " + keyType + "; 2 (ECDSA P-256) is supported");
    }
    long teeValue = u32(Header.TEE_TYPE);
    TeeType teeType = TeeType.of(teeValue).orElse(null);
    if (teeType == null) {
      throw new Fault(
          Header.TEE_TYPE,
          "TEE type 0x" + Long.toHexString(teeValue) + "; 0 (SGX) and 0x81 (TDX) are supported");
    }
    if (version == 3 && teeType != TeeType.SGX) {
      throw new Fault(Header.TEE_TYPE, "A version 3 quote speaks for SGX only, not for " + teeType);
    }
    for (int i = 0; i < Header.QE_VENDOR_ID_SIZE; i++) {
      if (data.get(Header.QE_VENDOR_ID + i) != Header.INTEL_QE[i]) {
        Measurement vendor = Measurement.read(data, Header.QE_VENDOR_ID, Header.QE_VENDOR_ID_SIZE);
        throw new Fault(Header.QE_VENDOR_ID, "QE vendor id " + vendor + " is not Intel's");
      }
    }
    return teeType;
  }

  private int describedBodyType(TeeType teeType) throws Fault {
    int type = u16(Header.SIZE + Descriptor.BODY_TYPE);
    long declared = u32(Header.SIZE + Descriptor.BODY_SIZE);
    int size = bodySize(type);
    if (size == 0) {
      throw new Fault(
          Header.SIZE + Descriptor.BODY_TYPE, "Body type " + type + "; 1 to 4 are supported");
    }
    if (declared != size) {
      throw new Fault(
          Header.SIZE + Descriptor.BODY_SIZE,
          "Body size " + declared + "; body type " + type + " has " + size + " bytes");
    }
    TeeType expected = type == 1 ? TeeType.SGX : TeeType.TDX;
    if (teeType != expected) {
      throw new Fault(
          Header.SIZE + Descriptor.BODY_TYPE,
          "Body type " + type + " belongs to " + expected + ", not to " + teeType);
    }
    return type;
  }

  private static int bodySize(int type) {
    return switch (type) {
      case 1 -> Enclave.SIZE;
      case 2 -> Td.SIZE_10;
      case 3 -> Td.SIZE_15;
      case 4 -> Td.SIZE_15_EX;
      default -> 0;
    };
  }

  private ReportBody body(int type, int start) {
    return switch (type) {
      case 1 -> new EnclaveReport(data, start);
      case 2 -> new TdReport10(data, start);
      case 3 -> new TdReport15(data, start);
      default -> new TdReport15Ex(data, start);
    };
  }

  private SignatureData signatureData(int version, int sizeAt) throws Fault {
    long size = u32(sizeAt);
    int authStart = sizeAt + Layout.SIZE_FIELD;
    if (size > data.capacity() - authStart) {
      throw new Fault(
          sizeAt,
          "Authentication data of "
              + size
              + " bytes; the quote has "
              + (data.capacity() - authStart)
              + " left");
    }
    if (size < Auth.FIXED_SIZE) {
      throw new Fault(sizeAt, "Authentication data of " + size + " bytes is too short for its key");
    }
    int end = authStart + (int) size;
    int qeStart = authStart + Auth.FIXED_SIZE;
    boolean nested = version > 3;
    if (nested) {
      end = nestedEnd(version, qeStart, end);
      qeStart += Certification.DATA;
    }
    int qeAuthSize = qeAuthSize(qeStart, end);
    int certificationStart = qeStart + Qe.AUTH_DATA + qeAuthSize;
    int certificationSize = certificationSize(certificationStart, end, nested);
    return new SignatureData(data, authStart, qeStart, qeAuthSize, certificationSize);
  }

  /** End of the QE report certification data (type 6), in which versions 4 and 5 put the rest. */
  private int nestedEnd(int version, int start, int end) throws Fault {
    if (end - start < Certification.DATA) {
      throw new Fault(end, "The authentication data ends before its certification data");
    }
    int type = u16(start + Certification.TYPE);
    if (type != QE_REPORT_CERTIFICATION_DATA) {
      throw new Fault(
          start + Certification.TYPE,
          "Certification data type " + type + "; version " + version + " needs type 6");
    }
    long size = u32(start + Certification.SIZE);
    int dataStart = start + Certification.DATA;
    if (size > end - dataStart) {
      throw new Fault(
          start + Certification.SIZE,
          "QE report certification data of " + size + " bytes; " + (end - dataStart) + " are left");
    }
    return dataStart + (int) size;
  }

  private int qeAuthSize(int qeStart, int end) throws Fault {
    if (end - qeStart < Qe.AUTH_DATA) {
      throw new Fault(end, "The authentication data ends inside the QE report or its signature");
    }
    int size = u16(qeStart + Qe.AUTH_DATA_SIZE);
    int start = qeStart + Qe.AUTH_DATA;
    if (size > end - start) {
      throw new Fault(
          qeStart + Qe.AUTH_DATA_SIZE,
          "QE authentication data of " + size + " bytes; " + (end - start) + " are left");
    }
    return size;
  }

  private int certificationSize(int start, int end, boolean exact) throws Fault {
    if (end - start < Certification.DATA) {
      throw new Fault(start, "The quote ends before its certification data");
    }
    int type = u16(start + Certification.TYPE);
    long size = u32(start + Certification.SIZE);
    int dataStart = start + Certification.DATA;
    if (type < 1 || type > LAST_INNER_TYPE) {
      throw new Fault(
          start + Certification.TYPE,
          "Certification data type " + type + "; 1 to 5 are supported here");
    }
    if (size > end - dataStart) {
      throw new Fault(
          start + Certification.SIZE,
          "Certification data of " + size + " bytes; " + (end - dataStart) + " are left");
    }
    if (exact && size != end - dataStart) {
      throw new Fault(
          dataStart + (int) size,
          (end - dataStart - size) + " bytes too many inside the QE report certification data");
    }
    return (int) size;
  }

  private int u16(int offset) {
    return Short.toUnsignedInt(data.getShort(offset));
  }

  private long u32(int offset) {
    return Integer.toUnsignedLong(data.getInt(offset));
  }

  /** Leaves the parser; never leaves this class, and has no stack trace. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient QuoteParse.Malformed malformed;

    Fault(long offset, String problem) {
      super(problem, null, false, false);
      malformed = new QuoteParse.Malformed(offset, problem);
    }
  }
}
