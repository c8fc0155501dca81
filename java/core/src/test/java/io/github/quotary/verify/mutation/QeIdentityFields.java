package io.github.quotary.verify.mutation;

import static io.github.quotary.status.RejectReason.QE_IDENTITY_MISMATCH;
import static io.github.quotary.status.RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.verify.mutation.JsonField.Judge;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Every member of a QE identity. */
final class QeIdentityFields {
  private static final Judge FORMAT = Judge.always(QE_IDENTITY_UNSUPPORTED_FORMAT.name());
  private static final Judge MISMATCH = Judge.always(QE_IDENTITY_MISMATCH.name());
  private static final Judge NOTHING = Judge.always(Words.TRUSTED);
  private static final Judge LEVELS = (path, value, document) -> JsonModel.ofQeIdentity(document);

  /** ATTRIBUTES of the simulated quoting enclaves, and what their identity asks for. */
  private static final byte[] REPORTED = hex("1500000000000000e700000000000000");

  private static final byte[] IDENTITY = hex("11000000000000000000000000000000");

  static final List<JsonField> TABLE =
      List.of(
          required("id", JsonKind.WORD, QeIdentityFields::id),
          required("version", JsonKind.UINT, FORMAT),
          required("issueDate", JsonKind.DATE, JsonDates::issued),
          required("nextUpdate", JsonKind.DATE, JsonDates::nextUpdate),
          required("tcbEvaluationDataNumber", JsonKind.UINT, NOTHING),
          required("miscselect", JsonKind.HEX, MISMATCH),
          // Of the report's zeros any mask leaves zeros.
          required("miscselectMask", JsonKind.HEX, NOTHING),
          required("attributes", JsonKind.HEX, MISMATCH),
          required("attributesMask", JsonKind.HEX, QeIdentityFields::attributesMask),
          required("mrsigner", JsonKind.HEX, MISMATCH),
          required("isvprodid", JsonKind.UINT, MISMATCH),
          required("tcbLevels", JsonKind.ARRAY, FORMAT),
          new JsonField("tcbLevels/*", JsonKind.OBJECT, FORMAT, LEVELS),
          required("tcbLevels/*/tcb", JsonKind.OBJECT, FORMAT),
          required("tcbLevels/*/tcb/isvsvn", JsonKind.UINT, LEVELS),
          required("tcbLevels/*/tcbDate", JsonKind.DATE, NOTHING),
          required("tcbLevels/*/tcbStatus", JsonKind.QE_STATUS, LEVELS),
          new JsonField("tcbLevels/*/advisoryIDs", JsonKind.ARRAY, FORMAT, NOTHING),
          new JsonField("tcbLevels/*/advisoryIDs/*", JsonKind.WORD, NOTHING, NOTHING));

  private QeIdentityFields() {}

  private static JsonField required(String path, JsonKind kind, Judge changed) {
    return new JsonField(path, kind, changed, FORMAT);
  }

  /** Other enclaves of Intel's are known, and are not this one. */
  private static String id(String path, String value, JsonDoc document) {
    return Set.of("\"QE\"", "\"QVE\"", "\"TD_QE\"").contains(value)
        ? QE_IDENTITY_MISMATCH.name()
        : QE_IDENTITY_UNSUPPORTED_FORMAT.name();
  }

  private static String attributesMask(String path, String value, JsonDoc document) {
    byte[] mask = hex(value.substring(1, value.length() - 1));
    for (int i = 0; i < mask.length; i++) {
      if ((REPORTED[i] & mask[i]) != IDENTITY[i]) {
        return QE_IDENTITY_MISMATCH.name();
      }
    }
    return Words.TRUSTED;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
