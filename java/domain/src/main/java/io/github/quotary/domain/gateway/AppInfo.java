package io.github.quotary.domain.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import java.util.Optional;

/**
 * A gateway's statement about its own workload. It has no quote, so it proves nothing: its texts
 * count only where another quote proves their hash.
 *
 * @param appCompose the compose file's text
 * @param vmConfig the VM's configuration, JSON
 */
public record AppInfo(Optional<RawBytes> appCompose, Optional<String> vmConfig) {
  /**
   * Reads an answer: strict JSON, with {@code tcb_info} and {@code vm_config} as text or as
   * objects; unknown members are ignored. Never throws.
   */
  public static Reading<AppInfo> read(RawBytes json) {
    try {
      ObjectNode root = StrictJson.object(json.toByteArray());
      Optional<String> tcbInfo = text(root, "tcb_info");
      Optional<RawBytes> compose =
          tcbInfo.isEmpty()
              ? Optional.empty()
              : StrictJson.optionalString(StrictJson.object(tcbInfo.get()), "app_compose")
                  .map(RawBytes::ofUtf8);
      return Reading.of(new AppInfo(compose, text(root, "vm_config")));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static Optional<String> text(ObjectNode object, String name) throws MalformedException {
    JsonNode value = object.path(name);
    return value.isObject()
        ? Optional.of(value.toString())
        : StrictJson.optionalString(object, name).filter(text -> !text.isBlank());
  }
}
