package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Auth;
import io.github.quotary.quote.Layout.Certification;
import io.github.quotary.quote.Layout.Descriptor;
import io.github.quotary.quote.Layout.Enclave;
import io.github.quotary.quote.Layout.Header;
import io.github.quotary.quote.Layout.Qe;
import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a quote lie, as far as its bytes go. It is for showing bytes, also malformed
 * ones, and judges nothing: {@link Quote#tryParse} does. Immutable.
 *
 * @param quote the whole, with its parts
 * @param stop why the rest could not be cut into parts; empty if all of it could
 */
public record QuoteOutline(QuotePart quote, Optional<Stop> stop) {
  private static final int QE_REPORT_CERTIFICATION_DATA = 6;

  /**
   * Where and why the outline ends before the quote does.
   *
   * @param offset in bytes from the start of the quote
   * @param reason what is missing
   */
  public record Stop(int offset, String reason) {}

  /** The outline of the buffer's remaining bytes; its position stays. Never throws. */
  public static QuoteOutline of(ByteBuffer bytes) {
    QuoteOutliner outliner = new QuoteOutliner(bytes.slice());
    Optional<Stop> stop = Optional.empty();
    try {
      outline(outliner);
    } catch (QuoteOutliner.Stopped stopped) {
      stop = Optional.of(stopped.stop());
    }
    return new QuoteOutline(outliner.finish(), stop);
  }

  private static void outline(QuoteOutliner q) throws QuoteOutliner.Stopped {
    q.structure("header", Header.SIZE, LayoutField.HEADER);
    int version = (int) q.number("version");
    if (version < 3 || version > 5) {
      throw q.stopped("the layout of version " + version + " is not known");
    }
    if (version == 5) {
      q.structure("bodyDescriptor", Descriptor.SIZE, LayoutField.DESCRIPTOR);
      describedBody(q, (int) q.number("bodyType"), q.number("bodySize"));
    } else if (q.number("teeType") == TeeType.SGX.value()) {
      q.structure("body", Enclave.SIZE, LayoutField.ENCLAVE);
    } else if (q.number("teeType") == TeeType.TDX.value()) {
      q.structure("body", Td.SIZE_10, LayoutField.TD_10);
    } else {
      throw q.stopped("the body of an unknown TEE type has an unknown size");
    }
    q.field("authDataSize", QuotePart.Kind.NUMBER, Layout.SIZE_FIELD);
    q.open("authData", q.number("authDataSize"));
    authData(q, version);
    q.rest("ignored");
    q.close();
    q.rest("trailing");
  }

  /** A body of its type's size, whatever size is declared; of the declared size if it has none. */
  private static void describedBody(QuoteOutliner q, int type, long declaredSize)
      throws QuoteOutliner.Stopped {
    switch (type) {
      case 1 -> q.structure("body", Enclave.SIZE, LayoutField.ENCLAVE);
      case 2 -> q.structure("body", Td.SIZE_10, LayoutField.TD_10);
      case 3 -> q.structure("body", Td.SIZE_15, LayoutField.TD_15);
      case 4 -> q.structure("body", Td.SIZE_15_EX, LayoutField.TD_15_EX);
      default -> q.structure("body", declaredSize, List.of());
    }
  }

  private static void authData(QuoteOutliner q, int version) throws QuoteOutliner.Stopped {
    q.field("quoteSignature", QuotePart.Kind.BYTES, Auth.ATTESTATION_KEY);
    q.field("attestationKey", QuotePart.Kind.BYTES, Auth.FIXED_SIZE - Auth.ATTESTATION_KEY);
    if (version == 3) {
      qeCertification(q);
      return;
    }
    q.field("certificationDataType", QuotePart.Kind.NUMBER, Certification.SIZE);
    q.field("certificationDataSize", QuotePart.Kind.NUMBER, Layout.SIZE_FIELD);
    long size = q.number("certificationDataSize");
    if (q.number("certificationDataType") != QE_REPORT_CERTIFICATION_DATA) {
      q.bytes("certificationData", size);
      return;
    }
    q.open("qeReportCertificationData", size);
    qeCertification(q);
    q.rest("excess");
    q.close();
  }

  private static void qeCertification(QuoteOutliner q) throws QuoteOutliner.Stopped {
    q.structure("qeReport", Enclave.SIZE, LayoutField.ENCLAVE);
    q.field("qeReportSignature", QuotePart.Kind.BYTES, Qe.SIGNATURE_SIZE);
    q.field("qeAuthDataSize", QuotePart.Kind.NUMBER, Qe.AUTH_DATA - Qe.AUTH_DATA_SIZE);
    q.bytes("qeAuthData", q.number("qeAuthDataSize"));
    q.field("certificationDataType", QuotePart.Kind.NUMBER, Certification.SIZE);
    q.field("certificationDataSize", QuotePart.Kind.NUMBER, Layout.SIZE_FIELD);
    q.bytes("certificationData", q.number("certificationDataSize"));
  }
}
