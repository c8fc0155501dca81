package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.octets.Json;

/** The guest agent's {@code Info} answer. */
final class AppInfo {
  private static final String NO_DEVICE =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private AppInfo() {}

  static String of(Attestor attestor) {
    DstackApp app = attestor.workload().app();
    return Json.object(
        json -> {
          json.writeStringField("app_id", app.appId());
          json.writeStringField("instance_id", app.instanceId());
          json.writeStringField("device_id", NO_DEVICE);
          json.writeStringField("os_image_hash", app.osImageHash());
          json.writeStringField("compose_hash", app.composeHash());
          json.writeStringField("app_name", "simulated");
          json.writeStringField("app_cert", "");
          json.writeStringField("tcb_info", tcbInfo(app));
          json.writeStringField("key_provider_info", keyProvider(app));
          json.writeStringField("vm_config", attestor.vmConfig());
        });
  }

  private static String tcbInfo(DstackApp app) {
    return Json.prettyObject(
        json -> {
          json.writeStringField("mrtd", app.mrTd());
          for (int i = 0; i < 4; i++) {
            json.writeStringField("rtmr" + i, app.eventLog().rtmr(i));
          }
          json.writeStringField("os_image_hash", app.osImageHash());
          json.writeStringField("compose_hash", app.composeHash());
          json.writeStringField("device_id", NO_DEVICE);
          json.writeStringField("app_compose", app.composeFile());
          json.writeFieldName("event_log");
          json.writeRawValue(app.eventLogJson());
        });
  }

  private static String keyProvider(DstackApp app) {
    return Json.object(
        json -> {
          json.writeStringField("name", app.keyProvider().name());
          json.writeStringField("id", app.keyProvider().id());
        });
  }
}
