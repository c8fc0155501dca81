package io.github.quotary.collateral;

import java.util.List;

/**
 * What the components of a TCB info stand for, as Intel names them: category and type, for example
 * {@code BIOS: Early Microcode Update}; empty where Intel gives no name.
 *
 * @param sgx names of the sixteen SGX components; empty in TCB info version 2
 * @param tdx names of the sixteen TDX components; empty unless the TCB info is of TDX
 */
public record TcbComponentNames(List<String> sgx, List<String> tdx) {
  static String name(String category, String type) {
    return category.isEmpty() || type.isEmpty() ? category + type : category + ": " + type;
  }

  /** The name of an SGX component, index 0 to 15; empty where there is none. */
  public String sgxName(int index) {
    return index < sgx.size() ? sgx.get(index) : "";
  }

  /** The name of a TDX component, index 0 to 15; empty where there is none. */
  public String tdxName(int index) {
    return index < tdx.size() ? tdx.get(index) : "";
  }
}
