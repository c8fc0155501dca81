package io.github.quotary.collateral;

import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TCB info with every rule of Intel's QVL, and refuses SVNs above 255.
 *
 * <p>Source: Intel PCS v4, "Get TCB Info"; Intel's QVL, {@code TcbInfo}.
 */
final class TcbInfoParser {
  static final Set<String> MEMBERS = members();

  private static final long MAX_SVN = 255;
  private static final long MAX_MODULE_SVN = 65535;
  private static final int SGX_V2 = 2;
  private static final int V3 = 3;

  private TcbInfoParser() {}

  private static Set<String> members() {
    Set<String> names =
        new HashSet<>(
            Set.of(
                "id",
                "version",
                "issueDate",
                "nextUpdate",
                "fmspc",
                "pceId",
                "tcbType",
                "tcbEvaluationDataNumber",
                "tdxModule",
                "tdxModuleIdentities",
                "mrsigner",
                "attributes",
                "attributesMask",
                "tcbLevels",
                "tcb",
                "isvsvn",
                "pcesvn",
                "sgxtcbcomponents",
                "tdxtcbcomponents",
                "svn",
                "category",
                "type",
                "tcbDate",
                "tcbStatus",
                "advisoryIDs"));
    for (int i = 1; i <= TcbComponents.COUNT; i++) {
      names.add(v2Component(i));
    }
    return Set.copyOf(names);
  }

  static TcbInfo parse(JsonObject body) throws JsonFormatException {
    int version = (int) body.uint("version");
    if (version != SGX_V2 && version != V3) {
      throw body.invalid("version", "2 or 3");
    }
    TeeType tee = version == SGX_V2 ? TeeType.SGX : teeType(body);
    body.integer("tcbType", 0);
    boolean tdx = tee == TeeType.TDX;
    if (!tdx && version == V3 && (body.has("tdxModule") || body.has("tdxModuleIdentities"))) {
      throw new JsonFormatException(body.path() + " is of SGX but describes a TDX module");
    }
    return new TcbInfo(
        version,
        tee,
        body.date("issueDate"),
        body.date("nextUpdate"),
        body.hex("fmspc", 6),
        body.hex("pceId", 2),
        body.uint("tcbEvaluationDataNumber"),
        tdx ? module(body.object("tdxModule")) : null,
        tdx && body.has("tdxModuleIdentities") ? identities(body) : List.of(),
        levels(body, version, tdx),
        componentNames(body, version, tdx));
  }

  private static TeeType teeType(JsonObject body) throws JsonFormatException {
    return switch (body.string("id")) {
      case "SGX" -> TeeType.SGX;
      case "TDX" -> TeeType.TDX;
      default -> throw body.invalid("id", "SGX or TDX");
    };
  }

  private static TdxModule module(JsonObject object) throws JsonFormatException {
    return new TdxModule(
        object.hex("mrsigner", 48), object.hex("attributes", 8), object.hex("attributesMask", 8));
  }

  private static List<TdxModuleIdentity> identities(JsonObject body) throws JsonFormatException {
    List<TdxModuleIdentity> identities = new ArrayList<>();
    for (JsonObject object : body.someObjects("tdxModuleIdentities")) {
      identities.add(
          new TdxModuleIdentity(object.string("id"), module(object), moduleLevels(object)));
    }
    return List.copyOf(identities);
  }

  private static List<TdxModuleLevel> moduleLevels(JsonObject identity) throws JsonFormatException {
    List<TdxModuleLevel> levels = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (JsonObject object : identity.someObjects("tcbLevels")) {
      int isvSvn = (int) object.object("tcb").integer("isvsvn", MAX_MODULE_SVN);
      if (!seen.add(isvSvn)) {
        throw new JsonFormatException(identity.path() + " has isvsvn " + isvSvn + " twice");
      }
      levels.add(
          new TdxModuleLevel(
              isvSvn,
              object.date("tcbDate"),
              object.string("tcbStatus"),
              object.optionalStrings("advisoryIDs")));
    }
    levels.sort((a, b) -> Integer.compare(b.isvSvn(), a.isvSvn()));
    return List.copyOf(levels);
  }

  private static List<TcbLevel> levels(JsonObject body, int version, boolean tdx)
      throws JsonFormatException {
    List<TcbLevel> levels = new ArrayList<>();
    for (JsonObject object : body.someObjects("tcbLevels")) {
      levels.add(level(object, version, tdx));
    }
    levels.sort(TcbLevel.HIGHEST_FIRST);
    for (int i = 1; i < levels.size(); i++) {
      if (TcbLevel.HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) == 0) {
        throw new JsonFormatException(body.path() + ".tcbLevels has two equal levels");
      }
    }
    return List.copyOf(levels);
  }

  private static TcbLevel level(JsonObject object, int version, boolean tdx)
      throws JsonFormatException {
    Instant tcbDate = object.date("tcbDate");
    List<String> advisoryIds = object.optionalStrings("advisoryIDs");
    TcbStatus status = status(object);
    JsonObject tcb = object.object("tcb");
    TcbComponents sgx = version == SGX_V2 ? v2Components(tcb) : components(tcb, "sgxtcbcomponents");
    @Nullable TcbComponents tdxComponents = tdx ? components(tcb, "tdxtcbcomponents") : null;
    return new TcbLevel(sgx, tcb.uint("pcesvn"), tdxComponents, tcbDate, status, advisoryIds);
  }

  private static TcbStatus status(JsonObject object) throws JsonFormatException {
    return TcbStatus.fromIntelName(object.string("tcbStatus"))
        .filter(s -> s.compareTo(TcbStatus.REVOKED) <= 0)
        .orElseThrow(() -> object.invalid("tcbStatus", "a status that Intel defines"));
  }

  private static TcbComponents components(JsonObject tcb, String name) throws JsonFormatException {
    List<JsonObject> objects = tcb.objects(name);
    if (objects.size() != TcbComponents.COUNT) {
      throw tcb.invalid(name, "an array of 16 components");
    }
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      JsonObject component = objects.get(i);
      svns[i] = (byte) component.integer("svn", MAX_SVN);
      component.requireOptionalString("category");
      component.requireOptionalString("type");
    }
    return TcbComponents.of(svns);
  }

  /** The names in the document's first level; Intel writes the same ones into every level. */
  private static TcbComponentNames componentNames(JsonObject body, int version, boolean tdx)
      throws JsonFormatException {
    JsonObject tcb = body.someObjects("tcbLevels").get(0).object("tcb");
    return new TcbComponentNames(
        version == SGX_V2 ? List.of() : names(tcb, "sgxtcbcomponents"),
        tdx ? names(tcb, "tdxtcbcomponents") : List.of());
  }

  private static List<String> names(JsonObject tcb, String member) throws JsonFormatException {
    List<String> names = new ArrayList<>();
    for (JsonObject component : tcb.objects(member)) {
      String category = component.has("category") ? component.string("category") : "";
      String type = component.has("type") ? component.string("type") : "";
      names.add(TcbComponentNames.name(category, type));
    }
    return List.copyOf(names);
  }

  private static TcbComponents v2Components(JsonObject tcb) throws JsonFormatException {
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = (byte) tcb.integer(v2Component(i + 1), MAX_SVN);
    }
    return TcbComponents.of(svns);
  }

  private static String v2Component(int number) {
    return String.format(Locale.ROOT, "sgxtcbcomp%02dsvn", number);
  }
}
