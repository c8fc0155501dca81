package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collateral as Intel's {@code sgx_ql_qve_collateral_t} lays it out: the size of a text includes
 * its NUL, DER has none.
 */
final class CollateralArgument {
  private static final byte[] PEM_CRL = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);

  /** Below this many bytes, Intel treats hexadecimal text as DER. */
  private static final int MIN_HEX = 300;

  private CollateralArgument() {}

  static byte[][] of(Collateral collateral) {
    return new byte[][] {
      text(collateral.pckCrlIssuerChain()),
      crl(collateral.rootCaCrl()),
      crl(collateral.pckCrl()),
      text(collateral.tcbInfoIssuerChain()),
      text(collateral.tcbInfo()),
      text(collateral.qeIdentityIssuerChain()),
      text(collateral.qeIdentity())
    };
  }

  static Collateral toCollateral(byte[][] parts) {
    return Collateral.builder()
        .pckCrlIssuerChain(parts[0])
        .rootCaCrl(withoutNul(parts[1]))
        .pckCrl(withoutNul(parts[2]))
        .tcbInfoIssuerChain(parts[3])
        .tcbInfo(parts[4])
        .qeIdentityIssuerChain(parts[5])
        .qeIdentity(parts[6])
        .build();
  }

  static byte[] text(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static byte[] crl(byte[] bytes) {
    boolean terminated = bytes.length > 0 && bytes[bytes.length - 1] == 0;
    return !terminated && (isPem(bytes) || isHex(bytes)) ? text(bytes) : bytes;
  }

  /** A list as text without its NUL; DER may end in one that belongs to it. */
  private static byte[] withoutNul(byte[] crl) {
    byte[] shorter = Arrays.copyOf(crl, Math.max(0, crl.length - 1));
    boolean terminated = crl.length > 0 && crl[crl.length - 1] == 0;
    return terminated && (isPem(shorter) || isHex(shorter)) ? shorter : crl;
  }

  private static boolean isPem(byte[] bytes) {
    return bytes.length >= PEM_CRL.length
        && Arrays.equals(bytes, 0, PEM_CRL.length, PEM_CRL, 0, PEM_CRL.length);
  }

  private static boolean isHex(byte[] bytes) {
    if (bytes.length + 1 < MIN_HEX) {
      return false;
    }
    for (byte b : bytes) {
      if (Character.digit(b, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
