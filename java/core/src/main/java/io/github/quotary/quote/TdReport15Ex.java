package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;

/** An extended TDX 1.5 report, 885 bytes: version 5 quotes with body type 4. */
public final class TdReport15Ex extends TdReport15 {
  TdReport15Ex(ByteBuffer data, int start) {
    super(data, start, Td.SIZE_15_EX);
  }

  /** One byte at 648. */
  public int vmId() {
    return u8(Td.VM_ID);
  }

  /** 32 bytes at 649. */
  public Measurement tdId() {
    return measurement(Td.TD_ID, Td.TD_ID_SIZE);
  }

  /** 48 bytes at 681. */
  public Measurement devInfoHash() {
    return measurement(Td.DEV_INFO_HASH, Td.MR_SIZE);
  }

  /** 48 bytes at 729. */
  public Measurement initServTdHash() {
    return measurement(Td.INIT_SERV_TD_HASH, Td.MR_SIZE);
  }

  /** 8 bytes at 777. */
  public Measurement initServTdAttributes() {
    return measurement(Td.INIT_SERV_TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE);
  }

  /** 16 bytes at 785. */
  public Measurement initCpuSvn() {
    return measurement(Td.INIT_CPU_SVN, Td.INIT_CPU_SVN_SIZE);
  }

  /** 16 bytes at 801. */
  public TcbComponents initTeeTcbSvn() {
    return components(Td.INIT_TEE_TCB_SVN);
  }

  /** 12 bytes at 817. */
  public Measurement initTeeFmspc() {
    return measurement(Td.INIT_TEE_FMSPC, Td.INIT_TEE_FMSPC_SIZE);
  }

  /** 48 bytes at 829. */
  public Measurement curServTdHash() {
    return measurement(Td.CUR_SERV_TD_HASH, Td.MR_SIZE);
  }

  /** 8 bytes at 877. */
  public Measurement curServTdAttributes() {
    return measurement(Td.CUR_SERV_TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE);
  }
}
