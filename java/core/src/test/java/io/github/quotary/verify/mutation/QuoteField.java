package io.github.quotary.verify.mutation;

import static io.github.quotary.status.RejectReason.CERTIFICATION_DATA_EMPTY;
import static io.github.quotary.status.RejectReason.CERTIFICATION_DATA_TYPE_UNSUPPORTED;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT;
import static io.github.quotary.status.RejectReason.QE_REPORT_INVALID_DATA;
import static io.github.quotary.status.RejectReason.QE_REPORT_INVALID_SIGNATURE;
import static io.github.quotary.status.RejectReason.QUOTE_FORMAT_UNSUPPORTED;
import static io.github.quotary.status.RejectReason.QUOTE_INVALID_SIGNATURE;
import static io.github.quotary.status.RejectReason.TDX_MODULE_MISMATCH;
import static io.github.quotary.status.RejectReason.TEE_TYPE_UNKNOWN;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.TdField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A field of a quote, and what becomes of the quote when the field is changed and nothing signed
 * anew. Places and reasons are those of Intel's format and order of checks.
 *
 * @param name what Intel calls it
 * @param offset where it starts
 * @param length bytes
 * @param expected the reason
 */
record QuoteField(String name, int offset, int length, Expected expected) {
  static final String CERTIFICATION_DATA = "certification data";

  private static final Expected FORMAT = Expected.always(QUOTE_FORMAT_UNSUPPORTED);
  private static final Expected SIGNATURE = Expected.always(QUOTE_INVALID_SIGNATURE);
  private static final Expected MODULE = Expected.always(TDX_MODULE_MISMATCH);
  private static final Expected QE_SIGNATURE = Expected.always(QE_REPORT_INVALID_SIGNATURE);
  private static final Expected QE_DATA = Expected.always(QE_REPORT_INVALID_DATA);

  /** Module versions that the simulated TCB info knows, and the one that needs no identity. */
  private static final Set<Integer> KNOWN_MODULES = Set.of(0, 1, 3);

  private static final String END = "-----END CERTIFICATE-----";

  int end() {
    return offset + length;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The fields of a simulated quote, without gaps; of the certification data as a whole. */
  static List<QuoteField> of(QuoteShape shape, byte[] quote) {
    Table table = new Table();
    table.add("version", 2, FORMAT);
    table.add("attestation key type", 2, FORMAT);
    table.add("TEE type", 4, QuoteField::teeType);
    table.add("QE SVN", 2, SIGNATURE);
    table.add("PCE SVN", 2, SIGNATURE);
    table.add("QE vendor id", 16, FORMAT);
    table.add("user data", 20, SIGNATURE);
    if (shape.version() == 5) {
      table.add("body type", 2, FORMAT);
      table.add("body size", 4, FORMAT);
    }
    addBody(table, shape);
    table.add("authentication data size", 4, FORMAT);
    table.add("quote signature", 64, SIGNATURE);
    table.add("attestation key", 64, QE_DATA);
    boolean nested = shape.version() > 3;
    if (nested) {
      table.add("outer certification data type", 2, FORMAT);
      table.add("outer certification data size", 4, FORMAT);
    }
    for (EnclaveField field : EnclaveField.values()) {
      table.add("QE report " + field, field.length(), QE_SIGNATURE);
    }
    table.add("QE report signature", 64, QE_SIGNATURE);
    table.add("QE authentication data size", 2, FORMAT);
    table.add("QE authentication data", 32, QE_DATA);
    table.add("certification data type", 2, QuoteField::certificationType);
    byte[] data = new byte[quote.length - table.end() - 4];
    System.arraycopy(quote, table.end() + 4, data, 0, data.length);
    table.add("certification data size", 4, nested ? FORMAT : leftOver(data));
    table.add(CERTIFICATION_DATA, data.length, (before, after) -> "see PckChainFieldTest");
    return table.fields;
  }

  private static void addBody(Table table, QuoteShape shape) {
    if (shape.isTdx()) {
      for (TdField field : TdField.values()) {
        if (field.offset() < shape.bodySize()) {
          table.add("TD report " + field, field.length(), ofTd(field));
        }
      }
    } else {
      for (EnclaveField field : EnclaveField.values()) {
        table.add("enclave report " + field, field.length(), SIGNATURE);
      }
    }
  }

  /** The TDX module is looked at before any signature of the quote. */
  private static Expected ofTd(TdField field) {
    return switch (field) {
      case MRSIGNERSEAM, SEAMATTRIBUTES -> MODULE;
      case TEE_TCB_SVN ->
          (before, after) ->
              (KNOWN_MODULES.contains(after[1] & 0xff)
                      ? QUOTE_INVALID_SIGNATURE
                      : TDX_MODULE_MISMATCH)
                  .name();
      case MRSEAM,
          TDATTRIBUTES,
          XFAM,
          MRTD,
          MRCONFIGID,
          MROWNER,
          MROWNERCONFIG,
          RTMR0,
          RTMR1,
          RTMR2,
          RTMR3,
          REPORTDATA,
          TEE_TCB_SVN2,
          MRSERVICETD,
          VMID,
          TD_ID,
          DEVINFO_HASH,
          INIT_SERVTD_HASH,
          INIT_SERVTD_ATTR,
          INIT_CPUSVN,
          INIT_TEE_TCB_SVN,
          INIT_TEE_FMSPC,
          CUR_SERVTD_HASH,
          CUR_SERVTD_ATTR ->
          SIGNATURE;
    };
  }

  private static String teeType(byte[] before, byte[] after) {
    int type = little(after);
    return (type == 0 || type == 0x81 ? QUOTE_FORMAT_UNSUPPORTED : TEE_TYPE_UNKNOWN).name();
  }

  /** Types 1 to 4 are Intel's, but carry no chain. */
  private static String certificationType(byte[] before, byte[] after) {
    int type = little(after);
    return (type >= 1 && type <= 4 ? CERTIFICATION_DATA_TYPE_UNSUPPORTED : QUOTE_FORMAT_UNSUPPORTED)
        .name();
  }

  /** Version 3 has nothing that must end where the certification data does: a chain can be cut. */
  private static Expected leftOver(byte[] data) {
    int chain = new String(data, StandardCharsets.US_ASCII).lastIndexOf(END) + END.length();
    return (before, after) -> {
      long size = Integer.toUnsignedLong(little(after));
      if (size > data.length) {
        return QUOTE_FORMAT_UNSUPPORTED.name();
      }
      if (size == 0) {
        return CERTIFICATION_DATA_EMPTY.name();
      }
      return size >= chain ? Words.TRUSTED : PCK_CHAIN_UNSUPPORTED_FORMAT.name();
    };
  }

  private static int little(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.length == 2 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
  }

  /** Fields one after the other. */
  private static final class Table {
    private final List<QuoteField> fields = new ArrayList<>();

    void add(String name, int length, Expected expected) {
      fields.add(new QuoteField(name, end(), length, expected));
    }

    int end() {
      return fields.isEmpty() ? 0 : fields.get(fields.size() - 1).end();
    }
  }
}
