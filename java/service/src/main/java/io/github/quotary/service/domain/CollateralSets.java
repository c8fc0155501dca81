package io.github.quotary.service.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.collateral.Collateral;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Sets of collateral as one JSON object. Not thread-safe. */
final class CollateralSets {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode sets = json.putArray("collaterals");

  void add(Collateral collateral) {
    sets.addObject()
        .put("pck_crl_issuer_chain", text(collateral.pckCrlIssuerChain()))
        .put("root_ca_crl", list(collateral.rootCaCrl()))
        .put("pck_crl", list(collateral.pckCrl()))
        .put("tcb_info_issuer_chain", text(collateral.tcbInfoIssuerChain()))
        .put("tcb_info", text(collateral.tcbInfo()))
        .put("qe_identity_issuer_chain", text(collateral.qeIdentityIssuerChain()))
        .put("qe_identity", text(collateral.qeIdentity()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A revocation list is text already, or DER. */
  private static String list(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == 0x30 && bytes.length > 1 && bytes[1] < 0
        ? HexFormat.of().formatHex(bytes)
        : text(bytes);
  }

  boolean isEmpty() {
    return sets.isEmpty();
  }

  byte[] json() {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
