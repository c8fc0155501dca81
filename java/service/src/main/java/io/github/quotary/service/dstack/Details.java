package io.github.quotary.service.dstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.TdReport;
import io.github.quotary.verify.VerificationResult.Verified;

/** Member {@code details}: nothing is verified until it was. Not thread-safe. */
final class Details {
  static final String TEE_VARIANT = "dstack-tdx";

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  Details() {
    json.put("quote_verified", false);
    json.put("event_log_verified", false);
    json.put("os_image_hash_verified", false);
    json.put("acpi_tables_verified", false);
    json.putNull("os_image_is_dev");
    json.putNull("os_image_version");
    json.putNull("tee_variant");
    json.putNull("report_data");
    json.putNull("tcb_status");
    json.putArray("advisory_ids");
    json.putNull("key_provider");
    json.putNull("app_info");
  }

  void quoteVerified(Verified verified, TdReport report) {
    json.put("quote_verified", true);
    json.put("tee_variant", TEE_VARIANT);
    json.put("report_data", report.reportData().toString());
    json.put("tcb_status", verified.tcb().status().intelName());
    ArrayNode advisories = json.putArray("advisory_ids");
    verified.tcb().advisoryIds().forEach(advisories::add);
  }

  void osImageVerified() {
    json.put("os_image_hash_verified", true);
  }

  void eventLogVerified(AppInfoJson app, String osImageHash, Verified verified) {
    json.put("event_log_verified", true);
    app.keyProvider().ifPresent(provider -> json.set("key_provider", provider));
    json.set("app_info", app.appInfo(osImageHash));
    json.set("boot_info", app.bootInfo(osImageHash, verified));
  }

  ObjectNode json() {
    return json;
  }
}
