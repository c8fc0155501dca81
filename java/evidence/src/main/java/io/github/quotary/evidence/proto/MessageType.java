package io.github.quotary.evidence.proto;

import static io.github.quotary.evidence.proto.Field.bytes;
import static io.github.quotary.evidence.proto.Field.message;
import static io.github.quotary.evidence.proto.Field.number;
import static io.github.quotary.evidence.proto.Field.optional;
import static io.github.quotary.evidence.proto.Field.repeated;
import static io.github.quotary.evidence.proto.Field.size;

import java.util.List;
import java.util.Optional;

/**
 * The messages of a quote. Fields stand in the order of the quote's bytes, so that a message's
 * bytes are those of its fields, one after the other.
 *
 * <p>Source: go-tdx-guest, {@code proto/tdx.proto}; it swaps the names of the header's two SVNs.
 */
enum MessageType {
  HEADER(
      number(1, "version", 2),
      number(2, "attestation_key_type", 2),
      number(3, "tee_type", 4),
      bytes(5, "pce_svn", 2),
      bytes(4, "qe_svn", 2),
      bytes(6, "qe_vendor_id", 16),
      bytes(7, "user_data", 20)),
  BODY(
      bytes(1, "tee_tcb_svn", 16),
      bytes(2, "mr_seam", 48),
      bytes(3, "mr_signer_seam", 48),
      bytes(4, "seam_attributes", 8),
      bytes(5, "td_attributes", 8),
      bytes(6, "xfam", 8),
      bytes(7, "mr_td", 48),
      bytes(8, "mr_config_id", 48),
      bytes(9, "mr_owner", 48),
      bytes(10, "mr_owner_config", 48),
      repeated(11, "rtmrs", 48, 4),
      bytes(12, "report_data", 64)),
  BODY_V5(
      bytes(1, "tee_tcb_svn", 16),
      bytes(2, "mr_seam", 48),
      bytes(3, "mr_signer_seam", 48),
      bytes(4, "seam_attributes", 8),
      bytes(5, "td_attributes", 8),
      bytes(6, "xfam", 8),
      bytes(7, "mr_td", 48),
      bytes(8, "mr_config_id", 48),
      bytes(9, "mr_owner", 48),
      bytes(10, "mr_owner_config", 48),
      repeated(11, "rtmrs", 48, 4),
      bytes(12, "report_data", 64),
      optional(13, "tee_tcb_svn2", 16),
      optional(14, "mr_service_td", 48)),
  BODY_DESCRIPTOR(
      number(1, "td_quote_body_type", 2),
      size(2, "td_quote_body_size", 4),
      message(3, "td_quote_body_v5", BODY_V5)),
  ENCLAVE_REPORT(
      bytes(1, "cpu_svn", 16),
      number(2, "misc_select", 4),
      bytes(3, "reserved1", 28),
      bytes(4, "attributes", 16),
      bytes(5, "mr_enclave", 32),
      bytes(6, "reserved2", 32),
      bytes(7, "mr_signer", 32),
      bytes(8, "reserved3", 96),
      number(9, "isv_prod_id", 2),
      number(10, "isv_svn", 2),
      bytes(11, "reserved4", 60),
      bytes(12, "report_data", 64)),
  QE_AUTH_DATA(size(1, "parsed_data_size", 2), optional(2, "data", 0)),
  PCK_CHAIN(
      number(1, "certificate_data_type", 2), size(2, "size", 4), bytes(3, "pck_cert_chain", 0)),
  QE_REPORT_CERTIFICATION(
      message(1, "qe_report", ENCLAVE_REPORT),
      bytes(2, "qe_report_signature", 64),
      message(3, "qe_auth_data", QE_AUTH_DATA),
      message(4, "pck_certificate_chain_data", PCK_CHAIN)),
  CERTIFICATION(
      number(1, "certificate_data_type", 2),
      size(2, "size", 4),
      message(3, "qe_report_certification_data", QE_REPORT_CERTIFICATION)),
  SIGNED_DATA(
      bytes(1, "signature", 64),
      bytes(2, "ecdsa_attestation_key", 64),
      message(3, "certification_data", CERTIFICATION)),
  QUOTE_V4(
      message(1, "header", HEADER),
      message(2, "td_quote_body", BODY),
      size(3, "signed_data_size", 4),
      message(4, "signed_data", SIGNED_DATA),
      optional(5, "extra_bytes", 0)),
  QUOTE_V5(
      message(1, "header", HEADER),
      message(2, "td_quote_body_descriptor", BODY_DESCRIPTOR),
      size(3, "signed_data_size", 4),
      message(4, "signed_data", SIGNED_DATA),
      optional(5, "extra_bytes", 0));

  private final List<Field> fields;

  MessageType(Field... fields) {
    this.fields = List.of(fields);
  }

  List<Field> fields() {
    return fields;
  }

  Optional<Field> field(long number) {
    return fields.stream().filter(field -> field.number() == number).findFirst();
  }

  Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
