package io.github.quotary.simulator.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.simulator.spec.TcbInfoSpec;
import io.github.quotary.simulator.spec.TcbLevelSpec;
import io.github.quotary.simulator.spec.TdxModuleIdentitySpec;
import io.github.quotary.simulator.spec.TdxModuleSpec;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes TCB information as the JSON text that is signed. */
public final class TcbInfoWriter {
  private static final Map<Integer, String> SGX_TYPES =
      Map.of(0, "Early Microcode Update", 1, "SGX Late Microcode Update");
  private static final Map<Integer, String> TDX_TYPES =
      Map.of(0, "TDX Module", 1, "TDX Module", 2, "TDX Late Microcode Update");

  private final TcbInfoSpec info;
  private final PlatformSpec platform;

  private TcbInfoWriter(TcbInfoSpec info, PlatformSpec platform) {
    this.info = info;
    this.platform = platform;
  }

  public static String write(TcbInfoSpec info, PlatformSpec platform) {
    return JsonText.compact(new TcbInfoWriter(info, platform)::writeTo);
  }

  private void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (hasId()) {
      json.writeStringField("id", info.id());
    }
    json.writeNumberField("version", info.version());
    JsonText.date(json, "issueDate", info.issueDate());
    JsonText.date(json, "nextUpdate", info.nextUpdate());
    json.writeStringField("fmspc", upper(info.fmspc(), platform.fmspc()));
    json.writeStringField("pceId", upper(info.pceId(), platform.pceId()));
    json.writeNumberField("tcbType", info.tcbType());
    json.writeNumberField("tcbEvaluationDataNumber", info.evaluationNumber());
    if (info.module() != null) {
      json.writeObjectFieldStart("tdxModule");
      writeModule(json, info.module());
      json.writeEndObject();
    }
    if (!info.identities().isEmpty()) {
      writeIdentities(json);
    }
    json.writeArrayFieldStart("tcbLevels");
    for (TcbLevelSpec level : info.levels()) {
      writeLevel(json, level);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private boolean hasId() {
    return info.version() >= 3;
  }

  private static String upper(@Nullable String own, String fallback) {
    return (own == null ? fallback : own).toUpperCase(Locale.ROOT);
  }

  private static void writeModule(JsonGenerator json, TdxModuleSpec module) throws IOException {
    json.writeStringField("mrsigner", module.mrSigner().toUpperCase(Locale.ROOT));
    json.writeStringField("attributes", module.attributes().toUpperCase(Locale.ROOT));
    json.writeStringField("attributesMask", module.attributesMask().toUpperCase(Locale.ROOT));
  }

  private void writeIdentities(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("tdxModuleIdentities");
    for (TdxModuleIdentitySpec identity : info.identities()) {
      json.writeStartObject();
      json.writeStringField("id", identity.id());
      writeModule(json, identity.module());
      SvnLevelWriter.write(json, identity.levels());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeLevel(JsonGenerator json, TcbLevelSpec level) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("tcb");
    if (info.version() >= 3) {
      writeComponents(json, "sgxtcbcomponents", level.sgx(), SGX_TYPES);
      json.writeNumberField("pcesvn", level.pceSvn());
      if (info.id().equals("TDX")) {
        writeComponents(json, "tdxtcbcomponents", level.tdx(), TDX_TYPES);
      }
    } else {
      for (int i = 0; i < Svns.COUNT; i++) {
        String name = String.format(Locale.ROOT, "sgxtcbcomp%02dsvn", i + 1);
        json.writeNumberField(name, level.sgx().values().get(i));
      }
      json.writeNumberField("pcesvn", level.pceSvn());
    }
    json.writeEndObject();
    JsonText.date(json, "tcbDate", level.date());
    json.writeStringField("tcbStatus", level.status());
    JsonText.optionalStrings(json, "advisoryIDs", level.advisories());
    json.writeEndObject();
  }

  private static void writeComponents(
      JsonGenerator json, String name, Svns svns, Map<Integer, String> types) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < Svns.COUNT; i++) {
      json.writeStartObject();
      json.writeNumberField("svn", svns.values().get(i));
      String type = types.get(i);
      if (type != null) {
        json.writeStringField("category", "OS/VMM");
        json.writeStringField("type", type);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
