package io.github.quotary.service.dstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.DerivedIdentity;
import io.github.quotary.domain.dstack.DeviceId;
import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.dstack.SystemEvent;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The app, as the events of a verified quote prove it; bytes in hexadecimal, empty where there are
 * none.
 *
 * @param report the verified report
 * @param identity who the app is
 * @param derived the hashes that dstack's KMS knows it by
 * @param deviceId SHA-256 of the platform's PPID
 * @param keyProviderInfo the payload of {@code key-provider}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AppInfoJson(
    TdReport report,
    AppIdentity identity,
    DerivedIdentity derived,
    Measurement deviceId,
    byte[] keyProviderInfo) {
  static AppInfoJson of(Verified verified, TdReport report, SystemEvents events) {
    return new AppInfoJson(
        report,
        events.identity(),
        DerivedIdentity.of(report, events),
        DeviceId.ofPpid(verified.platform().pck().ppid()),
        events
            .find(SystemEvent.KEY_PROVIDER)
            .map(ProvenEvent::payloadBytes)
            .orElseGet(() -> new byte[0]));
  }

  /** Member {@code app_info}. */
  ObjectNode appInfo(String osImageHash) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("app_id", identity.appId().toString());
    json.put("compose_hash", identity.composeHash().toString());
    json.put("instance_id", instanceId());
    json.put("device_id", deviceId.toString());
    json.put("mrtd", report.mrTd().toString());
    for (int i = 0; i < 4; i++) {
      json.put("rtmr" + i, report.rtmr(i).toString());
    }
    json.put("mr_system", derived.mrSystem().toString());
    json.put("mr_aggregated", derived.mrAggregated().toString());
    json.put("os_image_hash", osImageHash);
    json.put("key_provider_info", hex(keyProviderInfo));
    ArrayNode scripts = json.putArray("init_script_hashes");
    identity.initScriptHashes().forEach(hash -> scripts.add(hash.toString()));
    return json;
  }

  /** Member {@code boot_info}: what dstack's KMS asks its authorities about. */
  ObjectNode bootInfo(String osImageHash, Verified verified) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("teeVariant", Details.TEE_VARIANT);
    json.put("mrAggregated", derived.mrAggregated().toString());
    json.put("osImageHash", osImageHash);
    json.put("mrSystem", derived.mrSystem().toString());
    json.put("appId", identity.appId().toString());
    json.put("composeHash", identity.composeHash().toString());
    json.put("instanceId", instanceId());
    json.put("deviceId", deviceId.toString());
    json.put("keyProviderInfo", hex(keyProviderInfo));
    json.put("tcbStatus", verified.tcb().status().intelName());
    ArrayNode advisories = json.putArray("advisoryIds");
    verified.tcb().advisoryIds().forEach(advisories::add);
    return json;
  }

  /** Member {@code key_provider}. */
  Optional<ObjectNode> keyProvider() {
    return identity.keyProvider().map(AppInfoJson::keyProvider);
  }

  private static ObjectNode keyProvider(KeyProvider provider) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", provider.kind().eventName());
    json.put("id", provider.id().toString());
    return json;
  }

  private String instanceId() {
    return identity.instanceId().map(Measurement::toString).orElse("");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
