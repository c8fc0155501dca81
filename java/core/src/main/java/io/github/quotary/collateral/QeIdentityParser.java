package io.github.quotary.collateral;

import io.github.quotary.status.TcbStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Reads a QE identity with every rule of Intel's QVL.
 *
 * <p>Source: Intel PCS v4, "Get Quoting Enclave Identity"; Intel's QVL, {@code EnclaveIdentityV2}.
 */
final class QeIdentityParser {
  static final Set<String> MEMBERS =
      Set.of(
          "id",
          "version",
          "issueDate",
          "nextUpdate",
          "tcbEvaluationDataNumber",
          "miscselect",
          "miscselectMask",
          "attributes",
          "attributesMask",
          "mrsigner",
          "isvprodid",
          "tcbLevels",
          "tcb",
          "isvsvn",
          "tcbDate",
          "tcbStatus",
          "advisoryIDs");

  static final Set<TcbStatus> STATUSES =
      Set.of(TcbStatus.UP_TO_DATE, TcbStatus.OUT_OF_DATE, TcbStatus.REVOKED);
  static final Comparator<QeLevel> HIGHEST_FIRST =
      Comparator.comparingLong(QeLevel::isvSvn).thenComparing(QeLevel::tcbDate).reversed();

  private QeIdentityParser() {}

  static QeIdentity parse(JsonObject body) throws JsonFormatException {
    if (body.uint("version") != 2) {
      throw body.invalid("version", "2");
    }
    return new QeIdentity(
        id(body),
        body.date("issueDate"),
        body.date("nextUpdate"),
        body.uint("tcbEvaluationDataNumber"),
        body.hex("miscselect", 4),
        body.hex("miscselectMask", 4),
        body.hex("attributes", 16),
        body.hex("attributesMask", 16),
        body.hex("mrsigner", 32),
        body.uint("isvprodid"),
        levels(body));
  }

  private static QeIdentity.Id id(JsonObject body) throws JsonFormatException {
    return switch (body.string("id")) {
      case "QE" -> QeIdentity.Id.QE;
      case "QVE" -> QeIdentity.Id.QVE;
      case "TD_QE" -> QeIdentity.Id.TD_QE;
      default -> throw body.invalid("id", "QE, QVE or TD_QE");
    };
  }

  private static List<QeLevel> levels(JsonObject body) throws JsonFormatException {
    List<QeLevel> levels = new ArrayList<>();
    for (JsonObject object : body.someObjects("tcbLevels")) {
      levels.add(
          new QeLevel(
              object.object("tcb").uint("isvsvn"),
              object.date("tcbDate"),
              status(object),
              object.optionalStrings("advisoryIDs")));
    }
    levels.sort(HIGHEST_FIRST);
    for (int i = 1; i < levels.size(); i++) {
      if (HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) == 0) {
        throw new JsonFormatException(body.path() + ".tcbLevels has two equal levels");
      }
    }
    return List.copyOf(levels);
  }

  private static TcbStatus status(JsonObject object) throws JsonFormatException {
    return TcbStatus.fromIntelName(object.string("tcbStatus"))
        .filter(STATUSES::contains)
        .orElseThrow(() -> object.invalid("tcbStatus", "UpToDate, OutOfDate or Revoked"));
  }
}
