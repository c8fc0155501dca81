package io.github.quotary.domain.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.Rdata;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * DNS answers as captures store them: {@code {"security":..., "alias":..., "data":[hex...]}} or
 * {@code {"security":..., "failed":...}}.
 */
final class DnsAnswerJson {
  private static final String SECURITY = "security";
  private static final String FAILED = "failed";
  private static final String ALIAS = "alias";
  private static final String DATA = "data";

  private DnsAnswerJson() {}

  static byte[] write(DnsAnswer answer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (answer instanceof DnsAnswer.Records records) {
      json.put(SECURITY, records.security().name());
      records.alias().ifPresent(alias -> json.put(ALIAS, alias.toString()));
      ArrayNode data = json.putArray(DATA);
      records.records().forEach(record -> data.add(record.toString()));
    } else if (answer instanceof DnsAnswer.Failed failed) {
      json.put(SECURITY, failed.security().name()).put(FAILED, failed.cause());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The answer; a malformed one counts as failed. */
  static DnsAnswer read(byte[] json) {
    try {
      ObjectNode object = StrictJson.object(json);
      DnsSecurity security = DnsSecurity.valueOf(StrictJson.string(object, SECURITY));
      Optional<String> failed = StrictJson.optionalString(object, FAILED);
      if (failed.isPresent()) {
        return new DnsAnswer.Failed(failed.get(), security);
      }
      List<Rdata> data = new ArrayList<>();
      for (JsonNode record : object.path(DATA)) {
        data.add(Rdata.of(HexFormat.of().parseHex(record.asText())));
      }
      Optional<String> alias = StrictJson.optionalString(object, ALIAS);
      return object.path(DATA).isArray()
          ? new DnsAnswer.Records(
              data,
              alias.isPresent() ? Optional.of(Name.fromString(alias.get())) : Optional.empty(),
              security)
          : unreadable("it has no data");
    } catch (MalformedException | TextParseException | IllegalArgumentException e) {
      return unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static DnsAnswer unreadable(String problem) {
    return new DnsAnswer.Failed(
        "the captured answer is malformed: " + problem, DnsSecurity.INDETERMINATE);
  }
}
