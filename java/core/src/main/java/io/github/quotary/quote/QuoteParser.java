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

  /** A parser of a read-only little-endian buffer that starts at index 0. */
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
    QuoteHeader header = header();
    int version = header.version();
    int bodyStart = version == 5 ? Header.SIZE + Descriptor.SIZE : Header.SIZE;
    ReportBody body = version == 5 ? describedBody(header, bodyStart) : plainBody(header);
    int signedLength = bodyStart + body.bytes().remaining();
    SignatureData signatureData = signatureData(version, signedLength);
    return new Quote(header, body, window(0, signedLength), signatureData);
  }

  private QuoteHeader header() throws Fault {
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
    ByteBuffer vendor = window(Header.QE_VENDOR_ID, Header.QE_VENDOR_ID_SIZE);
    if (!vendor.equals(ByteBuffer.wrap(Header.INTEL_QE))) {
      throw new Fault(
          Header.QE_VENDOR_ID, "QE vendor id " + Measurement.of(vendor) + " is not Intel's");
    }
    return new QuoteHeader(window(0, Header.SIZE), teeType);
  }

  private ReportBody plainBody(QuoteHeader header) throws Fault {
    return header.teeType() == TeeType.SGX
        ? body(1, Header.SIZE, Enclave.SIZE)
        : body(2, Header.SIZE, Td.SIZE_10);
  }

  private ReportBody describedBody(QuoteHeader header, int bodyStart) throws Fault {
    int type = u16(Header.SIZE + Descriptor.BODY_TYPE);
    long declared = u32(Header.SIZE + Descriptor.BODY_SIZE);
    int size =
        switch (type) {
          case 1 -> Enclave.SIZE;
          case 2 -> Td.SIZE_10;
          case 3 -> Td.SIZE_15;
          case 4 -> Td.SIZE_15_EX;
          default -> 0;
        };
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
    if (header.teeType() != expected) {
      throw new Fault(
          Header.SIZE + Descriptor.BODY_TYPE,
          "Body type " + type + " belongs to " + expected + ", not to " + header.teeType());
    }
    return body(type, bodyStart, size);
  }

  private ReportBody body(int type, int start, int size) throws Fault {
    if (start + size + Layout.SIZE_FIELD > data.capacity()) {
      throw new Fault(data.capacity(), "The quote ends inside its body of " + size + " bytes");
    }
    ByteBuffer bytes = window(start, size);
    return switch (type) {
      case 1 -> new EnclaveReport(bytes);
      case 2 -> new TdReport10(bytes);
      case 3 -> new TdReport15(bytes);
      default -> new TdReport15Ex(bytes);
    };
  }

  private SignatureData signatureData(int version, int sizeAt) throws Fault {
    long size = u32(sizeAt);
    int start = sizeAt + Layout.SIZE_FIELD;
    if (size > data.capacity() - start) {
      throw new Fault(
          sizeAt,
          "Authentication data of "
              + size
              + " bytes; the quote has "
              + (data.capacity() - start)
              + " left");
    }
    int end = start + (int) size;
    if (size < Auth.FIXED_SIZE) {
      throw new Fault(sizeAt, "Authentication data of " + size + " bytes is too short for its key");
    }
    int qeStart = start + Auth.FIXED_SIZE;
    if (version == 3) {
      return qeCertification(start, qeStart, end, false);
    }
    if (end - qeStart < Certification.DATA) {
      throw new Fault(end, "The authentication data ends before its certification data");
    }
    int outerType = u16(qeStart + Certification.TYPE);
    if (outerType != QE_REPORT_CERTIFICATION_DATA) {
      throw new Fault(
          qeStart + Certification.TYPE,
          "Certification data type " + outerType + "; version " + version + " needs type 6");
    }
    long outerSize = u32(qeStart + Certification.SIZE);
    int innerStart = qeStart + Certification.DATA;
    if (outerSize > end - innerStart) {
      throw new Fault(
          qeStart + Certification.SIZE,
          "QE report certification data of "
              + outerSize
              + " bytes; "
              + (end - innerStart)
              + " are left");
    }
    return qeCertification(start, innerStart, innerStart + (int) outerSize, true);
  }

  /** QE report, its signature, QE authentication data and certification data, up to {@code end}. */
  private SignatureData qeCertification(int authStart, int qeStart, int end, boolean exact)
      throws Fault {
    if (end - qeStart < Qe.AUTH_DATA) {
      throw new Fault(end, "The authentication data ends inside the QE report or its signature");
    }
    int authDataSize = u16(qeStart + Qe.AUTH_DATA_SIZE);
    int authDataStart = qeStart + Qe.AUTH_DATA;
    if (authDataSize > end - authDataStart) {
      throw new Fault(
          qeStart + Qe.AUTH_DATA_SIZE,
          "QE authentication data of "
              + authDataSize
              + " bytes; "
              + (end - authDataStart)
              + " are left");
    }
    int certificationStart = authDataStart + authDataSize;
    if (end - certificationStart < Certification.DATA) {
      throw new Fault(certificationStart, "The quote ends before its certification data");
    }
    int type = u16(certificationStart + Certification.TYPE);
    long size = u32(certificationStart + Certification.SIZE);
    int dataStart = certificationStart + Certification.DATA;
    if (type < 1 || type > LAST_INNER_TYPE) {
      throw new Fault(
          certificationStart + Certification.TYPE,
          "Certification data type " + type + "; 1 to 5 are supported here");
    }
    if (size > end - dataStart) {
      throw new Fault(
          certificationStart + Certification.SIZE,
          "Certification data of " + size + " bytes; " + (end - dataStart) + " are left");
    }
    if (exact && size != end - dataStart) {
      throw new Fault(
          dataStart + (int) size,
          (end - dataStart - size) + " bytes too many inside the QE report certification data");
    }
    return new SignatureData(
        window(authStart + Auth.SIGNATURE, 64),
        window(authStart + Auth.ATTESTATION_KEY, 64),
        new EnclaveReport(window(qeStart + Qe.REPORT, Enclave.SIZE)),
        window(qeStart + Qe.SIGNATURE, Qe.SIGNATURE_SIZE),
        window(authDataStart, authDataSize),
        new CertificationData(type, window(dataStart, (int) size)));
  }

  private ByteBuffer window(int offset, int length) {
    return View.window(data, offset, length);
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
