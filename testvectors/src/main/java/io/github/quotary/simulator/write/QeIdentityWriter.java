package io.github.quotary.simulator.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.simulator.octets.JsonText;
import io.github.quotary.simulator.spec.QeIdentitySpec;
import java.io.IOException;
import java.util.Locale;

/** Writes the identity of a quoting enclave as the JSON text that is signed. */
public final class QeIdentityWriter {
  private QeIdentityWriter() {}

  public static String write(QeIdentitySpec identity) {
    return JsonText.compact(json -> writeTo(json, identity));
  }

  private static void writeTo(JsonGenerator json, QeIdentitySpec identity) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", identity.id());
    json.writeNumberField("version", identity.version());
    JsonText.date(json, "issueDate", identity.issueDate());
    JsonText.date(json, "nextUpdate", identity.nextUpdate());
    json.writeNumberField("tcbEvaluationDataNumber", identity.evaluationNumber());
    json.writeStringField("miscselect", upper(identity.miscSelect()));
    json.writeStringField("miscselectMask", upper(identity.miscSelectMask()));
    json.writeStringField("attributes", upper(identity.attributes()));
    json.writeStringField("attributesMask", upper(identity.attributesMask()));
    json.writeStringField("mrsigner", upper(identity.mrSigner()));
    json.writeNumberField("isvprodid", identity.isvProdId());
    SvnLevelWriter.write(json, identity.levels());
    json.writeEndObject();
  }

  private static String upper(String hex) {
    return hex.toUpperCase(Locale.ROOT);
  }
}
