package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.collateral.Validity;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PlatformConfiguration;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.supplemental.SupplementalData;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What trustee's tokens and policies call a verified quote's fields and its platform; bytes in
 * hexadecimal. The events of a log are not among them.
 */
final class TdxClaims {
  private static final HexFormat HEX = HexFormat.of();
  private static final int HEADER = 48;
  private static final int LATER_HEADER = 54;
  private static final int LATER_VERSION = 5;

  private TdxClaims() {}

  static ObjectNode of(byte[] quote, TdReport report, Verified verified) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("quote", quote(quote, report));
    json.set("td_attributes", attributes(report));
    verified
        .platform()
        .pck()
        .platformInstanceId()
        .ifPresent(id -> json.put("platform_instance_id", id.toString()));
    addPlatform(json, verified);
    return json;
  }

  private static ObjectNode quote(byte[] quote, TdReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode header = json.putObject("header");
    header.put("version", hex(quote, 0, 2));
    header.put("att_key_type", hex(quote, 2, 4));
    header.put("tee_type", hex(quote, 4, 8));
    header.put("reserved", hex(quote, 8, 12));
    header.put("vendor_id", hex(quote, 12, 28));
    header.put("user_data", hex(quote, 28, HEADER));
    if (quote[0] == LATER_VERSION) {
      json.put("type", hex(quote, HEADER, 50));
      json.put("size", hex(quote, 50, LATER_HEADER));
    }
    json.set("body", body(report));
    return json;
  }

  private static ObjectNode body(TdReport report) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tcb_svn", HEX.formatHex(report.teeTcbSvn().toByteArray()));
    body.put("mr_seam", report.mrSeam().toString());
    body.put("mrsigner_seam", report.mrSignerSeam().toString());
    body.put("seam_attributes", report.seamAttributes().toString());
    body.put("td_attributes", report.tdAttributes().toString());
    body.put("xfam", report.xfam().toString());
    body.put("mr_td", report.mrTd().toString());
    body.put("mr_config_id", report.mrConfigId().toString());
    body.put("mr_owner", report.mrOwner().toString());
    body.put("mr_owner_config", report.mrOwnerConfig().toString());
    for (int i = 0; i < 4; i++) {
      body.put("rtmr_" + i, report.rtmr(i).toString());
    }
    body.put("report_data", report.reportData().toString());
    if (report instanceof TdReport15 newer) {
      body.put("tee_tcb_svn2", HEX.formatHex(newer.teeTcbSvn2().toByteArray()));
      body.put("mr_servicetd", newer.mrServiceTd().toString());
    }
    return body;
  }

  private static ObjectNode attributes(TdReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "debug", report, TdAttribute.DEBUG);
    put(json, "septve_disable", report, TdAttribute.SEPT_VE_DISABLE);
    put(json, "protection_keys", report, TdAttribute.PKS);
    put(json, "key_locker", report, TdAttribute.KL);
    put(json, "perfmon", report, TdAttribute.PERFMON);
    return json;
  }

  private static void put(ObjectNode json, String name, TdReport report, TdAttribute attribute) {
    json.put(name, (report.tdAttributeBits() & attribute.mask()) != 0);
  }

  private static void addPlatform(ObjectNode json, Verified verified) {
    SupplementalData data = SupplementalData.of(verified);
    Validity validity = data.validity();
    json.put("earliest_issue_date", validity.earliestIssue().toString());
    json.put("latest_issue_date", validity.latestIssue().toString());
    json.put("earliest_expiration_date", validity.earliestExpiration().toString());
    json.put("tcb_date", data.tcbLevelDate().toString());
    json.put("pck_crl_num", data.pckCrlNumber());
    json.put("root_ca_crl_num", data.rootCaCrlNumber());
    json.put("tcb_eval_num", data.tcbEvaluationDataNumber());
    json.put("root_key_id", data.rootKeyId().toString());
    json.put("tcb_status", verified.tcb().status().intelName());
    json.put("collateral_expiration_status", verified.expired() ? "1" : "0");
    ArrayNode advisories = json.putArray("advisory_ids");
    verified.tcb().advisoryIds().forEach(advisories::add);
    verified
        .tcb()
        .current()
        .ifPresent(current -> json.put("tcb_status_current", current.intelName()));
    addPck(json, verified.platform().pck());
  }

  private static void addPck(ObjectNode json, PckCertificate pck) {
    Measurement ppid = pck.ppid();
    json.put("platform_provider_id", ppid.toString());
    json.put(
        "sgx_type",
        switch (pck.sgxType()) {
          case 0 -> "Standard";
          case 1 -> "Scalable";
          case 2 -> "Scalable with Integrity";
          default -> "Unknown (" + pck.sgxType() + ")";
        });
    Optional<PlatformConfiguration> configuration = pck.configuration();
    if (configuration.isPresent()) {
      json.put("is_dynamic_platform", configuration.get().dynamicPlatform());
      json.put("is_cached_keys", configuration.get().cachedKeys());
      json.put("is_smt_enabled", configuration.get().smtEnabled());
    }
  }

  private static String hex(byte[] quote, int from, int to) {
    return HEX.formatHex(quote, from, to);
  }
}
