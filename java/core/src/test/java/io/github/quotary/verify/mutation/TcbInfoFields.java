package io.github.quotary.verify.mutation;

import static io.github.quotary.status.RejectReason.TCB_INFO_MISMATCH;
import static io.github.quotary.status.RejectReason.TCB_INFO_UNSUPPORTED_FORMAT;
import static io.github.quotary.status.RejectReason.TDX_MODULE_MISMATCH;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.verify.mutation.JsonField.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every member of a TCB info: of TDX, of SGX in version 3, and of SGX in version 2. */
final class TcbInfoFields {
  private static final Judge FORMAT = Judge.always(TCB_INFO_UNSUPPORTED_FORMAT.name());
  private static final Judge MISMATCH = Judge.always(TCB_INFO_MISMATCH.name());
  private static final Judge NOTHING = Judge.always(Words.TRUSTED);

  /** The simulated TDs run module version 1, which is the identity at this place. */
  private static final String RUNNING = "tdxModuleIdentities/1";

  private static final Judge LEVELS =
      (path, value, document) -> JsonModel.ofTcbInfo(document, TCB_INFO_UNSUPPORTED_FORMAT.name());

  private static final String IDENTITY = "tdxModuleIdentities/*";
  private static final String MODULE_LEVEL = IDENTITY + "/tcbLevels/*";
  private static final String LEVEL = "tcbLevels/*";

  static final List<JsonField> TABLE = table();

  private TcbInfoFields() {}

  private static List<JsonField> table() {
    List<JsonField> table = new ArrayList<>();
    required(table, "id", JsonKind.WORD, FORMAT);
    required(table, "version", JsonKind.UINT, FORMAT);
    required(table, "issueDate", JsonKind.DATE, JsonDates::issued);
    required(table, "nextUpdate", JsonKind.DATE, JsonDates::nextUpdate);
    required(table, "fmspc", JsonKind.HEX, MISMATCH);
    required(table, "pceId", JsonKind.HEX, MISMATCH);
    required(table, "tcbType", JsonKind.UINT, FORMAT);
    required(table, "tcbEvaluationDataNumber", JsonKind.UINT, NOTHING);
    required(table, "tdxModule", JsonKind.OBJECT, FORMAT);
    addModule(table, "tdxModule", NOTHING);
    table.add(
        new JsonField(
            "tdxModuleIdentities",
            JsonKind.ARRAY,
            FORMAT,
            Judge.always(TDX_MODULE_MISMATCH.name())));
    table.add(new JsonField(IDENTITY, JsonKind.OBJECT, FORMAT, TcbInfoFields::identity));
    required(table, IDENTITY + "/id", JsonKind.WORD, TcbInfoFields::identityId);
    addModule(table, IDENTITY, TcbInfoFields::identity);
    required(table, IDENTITY + "/tcbLevels", JsonKind.ARRAY, FORMAT);
    table.add(new JsonField(MODULE_LEVEL, JsonKind.OBJECT, FORMAT, LEVELS));
    required(table, MODULE_LEVEL + "/tcb", JsonKind.OBJECT, FORMAT);
    required(table, MODULE_LEVEL + "/tcb/isvsvn", JsonKind.MODULE_SVN, LEVELS);
    addLevel(table, MODULE_LEVEL, JsonKind.MODULE_STATUS);
    required(table, "tcbLevels", JsonKind.ARRAY, FORMAT);
    table.add(new JsonField(LEVEL, JsonKind.OBJECT, FORMAT, LEVELS));
    required(table, LEVEL + "/tcb", JsonKind.OBJECT, FORMAT);
    addComponents(table, LEVEL + "/tcb/sgxtcbcomponents");
    required(table, LEVEL + "/tcb/pcesvn", JsonKind.UINT, LEVELS);
    addComponents(table, LEVEL + "/tcb/tdxtcbcomponents");
    for (int i = 1; i <= 16; i++) {
      String name = String.format(Locale.ROOT, "/tcb/sgxtcbcomp%02dsvn", i);
      required(table, LEVEL + name, JsonKind.SVN, LEVELS);
    }
    addLevel(table, LEVEL, JsonKind.TCB_STATUS);
    return List.copyOf(table);
  }

  private static void required(List<JsonField> table, String path, JsonKind kind, Judge changed) {
    table.add(new JsonField(path, kind, changed, FORMAT));
  }

  private static void optional(List<JsonField> table, String path, JsonKind kind) {
    table.add(new JsonField(path, kind, kind.isScalar() ? NOTHING : FORMAT, NOTHING));
  }

  /** The mask is read and never applied. */
  private static void addModule(List<JsonField> table, String path, Judge changed) {
    required(table, path + "/mrsigner", JsonKind.HEX, changed);
    required(table, path + "/attributes", JsonKind.HEX, changed);
    required(table, path + "/attributesMask", JsonKind.HEX, NOTHING);
  }

  private static void addLevel(List<JsonField> table, String path, JsonKind status) {
    required(table, path + "/tcbDate", JsonKind.DATE, NOTHING);
    required(table, path + "/tcbStatus", status, LEVELS);
    optional(table, path + "/advisoryIDs", JsonKind.ARRAY);
    optional(table, path + "/advisoryIDs/*", JsonKind.WORD);
  }

  private static void addComponents(List<JsonField> table, String path) {
    required(table, path, JsonKind.ARRAY, FORMAT);
    required(table, path + "/*", JsonKind.OBJECT, FORMAT);
    required(table, path + "/*/svn", JsonKind.SVN, LEVELS);
    optional(table, path + "/*/category", JsonKind.WORD);
    optional(table, path + "/*/type", JsonKind.WORD);
  }

  /** Who may have signed which module counts for the module that runs. */
  private static String identity(String path, String value, JsonDoc document) {
    return path.startsWith(RUNNING) ? TDX_MODULE_MISMATCH.name() : Words.TRUSTED;
  }

  private static String identityId(String path, String value, JsonDoc document) {
    boolean found = value.toUpperCase(Locale.ROOT).equals("\"TDX_01\"");
    return found ? Words.TRUSTED : identity(path, value, document);
  }
}
