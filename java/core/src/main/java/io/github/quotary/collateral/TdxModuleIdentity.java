package io.github.quotary.collateral;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A major version of the TDX module and its TCB levels.
 *
 * @param id {@code TDX_} and two hexadecimal digits, the version in TEE_TCB_SVN[1]
 * @param module signer and attributes
 * @param levels highest SVN first, each SVN once
 */
public record TdxModuleIdentity(String id, TdxModule module, List<TdxModuleLevel> levels) {
  /** Whether this identity is that of a major version, 0 to 255. */
  public boolean isOfVersion(int version) {
    return id.toUpperCase(Locale.ROOT).equals(idOf(version));
  }

  /** The id of a major version: {@code TDX_} and two upper-case hexadecimal digits. */
  public static String idOf(int version) {
    return "TDX_" + HexFormat.of().withUpperCase().toHexDigits((byte) version);
  }

  /** The highest level that a module with this SVN reaches. */
  public Optional<TdxModuleLevel> levelOf(int svn) {
    return levels.stream().filter(level -> level.isvSvn() <= svn).findFirst();
  }
}
