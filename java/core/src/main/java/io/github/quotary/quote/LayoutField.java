package io.github.quotary.quote;

import static io.github.quotary.quote.QuotePart.Kind.BYTES;
import static io.github.quotary.quote.QuotePart.Kind.NUMBER;

import io.github.quotary.quote.Layout.Descriptor;
import io.github.quotary.quote.Layout.Enclave;
import io.github.quotary.quote.Layout.Header;
import io.github.quotary.quote.Layout.Td;
import java.util.List;
import java.util.stream.Stream;

/**
 * A named field of a fixed structure; what lies between two of them is reserved.
 *
 * @param name Intel's name in camel case
 * @param kind number or bytes
 * @param offset from the start of the structure
 * @param size in bytes
 */
record LayoutField(String name, QuotePart.Kind kind, int offset, int size) {
  private static final int U16 = 2;
  private static final int U32 = 4;

  static final List<LayoutField> HEADER =
      List.of(
          number("version", Header.VERSION, U16),
          number("attestationKeyType", Header.ATTESTATION_KEY_TYPE, U16),
          number("teeType", Header.TEE_TYPE, U32),
          number("qeSvn", Header.QE_SVN, U16),
          number("pceSvn", Header.PCE_SVN, U16),
          bytes("qeVendorId", Header.QE_VENDOR_ID, Header.QE_VENDOR_ID_SIZE),
          bytes("userData", Header.USER_DATA, Header.USER_DATA_SIZE));

  static final List<LayoutField> DESCRIPTOR =
      List.of(
          number("bodyType", Descriptor.BODY_TYPE, U16),
          number("bodySize", Descriptor.BODY_SIZE, U32));

  static final List<LayoutField> ENCLAVE =
      List.of(
          bytes("cpuSvn", Enclave.CPU_SVN, Enclave.CPU_SVN_SIZE),
          bytes("miscSelect", Enclave.MISC_SELECT, Enclave.MISC_SELECT_SIZE),
          bytes("isvExtProdId", Enclave.ISV_EXT_PROD_ID, Enclave.ISV_EXT_PROD_ID_SIZE),
          bytes("attributes", Enclave.ATTRIBUTES, Enclave.ATTRIBUTES_SIZE),
          bytes("mrEnclave", Enclave.MR_ENCLAVE, Enclave.MR_SIZE),
          bytes("mrSigner", Enclave.MR_SIGNER, Enclave.MR_SIZE),
          bytes("configId", Enclave.CONFIG_ID, Enclave.CONFIG_ID_SIZE),
          number("isvProdId", Enclave.ISV_PROD_ID, U16),
          number("isvSvn", Enclave.ISV_SVN, U16),
          number("configSvn", Enclave.CONFIG_SVN, U16),
          bytes("isvFamilyId", Enclave.ISV_FAMILY_ID, Enclave.ISV_FAMILY_ID_SIZE),
          bytes("reportData", Enclave.REPORT_DATA, Enclave.REPORT_DATA_SIZE));

  static final List<LayoutField> TD_10 =
      List.of(
          bytes("teeTcbSvn", Td.TEE_TCB_SVN, TcbComponents.COUNT),
          bytes("mrSeam", Td.MR_SEAM, Td.MR_SIZE),
          bytes("mrSignerSeam", Td.MR_SIGNER_SEAM, Td.MR_SIZE),
          bytes("seamAttributes", Td.SEAM_ATTRIBUTES, Td.ATTRIBUTES_SIZE),
          bytes("tdAttributes", Td.TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE),
          bytes("xfam", Td.XFAM, Td.ATTRIBUTES_SIZE),
          bytes("mrTd", Td.MR_TD, Td.MR_SIZE),
          bytes("mrConfigId", Td.MR_CONFIG_ID, Td.MR_SIZE),
          bytes("mrOwner", Td.MR_OWNER, Td.MR_SIZE),
          bytes("mrOwnerConfig", Td.MR_OWNER_CONFIG, Td.MR_SIZE),
          bytes("rtmr0", Td.RTMR, Td.MR_SIZE),
          bytes("rtmr1", Td.RTMR + Td.MR_SIZE, Td.MR_SIZE),
          bytes("rtmr2", Td.RTMR + 2 * Td.MR_SIZE, Td.MR_SIZE),
          bytes("rtmr3", Td.RTMR + 3 * Td.MR_SIZE, Td.MR_SIZE),
          bytes("reportData", Td.REPORT_DATA, Td.REPORT_DATA_SIZE));

  static final List<LayoutField> TD_15 =
      extended(
          TD_10,
          bytes("teeTcbSvn2", Td.TEE_TCB_SVN_2, TcbComponents.COUNT),
          bytes("mrServiceTd", Td.MR_SERVICE_TD, Td.MR_SIZE));

  static final List<LayoutField> TD_15_EX =
      extended(
          TD_15,
          number("vmId", Td.VM_ID, 1),
          bytes("tdId", Td.TD_ID, Td.TD_ID_SIZE),
          bytes("devInfoHash", Td.DEV_INFO_HASH, Td.MR_SIZE),
          bytes("initServTdHash", Td.INIT_SERV_TD_HASH, Td.MR_SIZE),
          bytes("initServTdAttributes", Td.INIT_SERV_TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE),
          bytes("initCpuSvn", Td.INIT_CPU_SVN, Td.INIT_CPU_SVN_SIZE),
          bytes("initTeeTcbSvn", Td.INIT_TEE_TCB_SVN, TcbComponents.COUNT),
          bytes("initTeeFmspc", Td.INIT_TEE_FMSPC, Td.INIT_TEE_FMSPC_SIZE),
          bytes("curServTdHash", Td.CUR_SERV_TD_HASH, Td.MR_SIZE),
          bytes("curServTdAttributes", Td.CUR_SERV_TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE));

  private static LayoutField number(String name, int offset, int size) {
    return new LayoutField(name, NUMBER, offset, size);
  }

  private static LayoutField bytes(String name, int offset, int size) {
    return new LayoutField(name, BYTES, offset, size);
  }

  private static List<LayoutField> extended(List<LayoutField> base, LayoutField... more) {
    return Stream.concat(base.stream(), Stream.of(more)).toList();
  }
}
