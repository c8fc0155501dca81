package io.github.quotary.qvl;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The shim's functions. Static, on primitives, arrays and direct buffers only; none calls back or
 * throws, except {@link OutOfMemoryError}. Codes below zero are the shim's own.
 *
 * <p>A quote is given either as a direct buffer or as an array, with an offset and a length in it.
 * Texts end with a NUL. Handles are valid from {@code open} on and never released: Intel's library
 * stays loaded for the life of the process.
 */
final class QvlNative {
  private QvlNative() {}

  /**
   * The shim's layouts, for the handshake: shim version, sizes of collateral, collateral part,
   * supplemental descriptor and time, number of parts.
   */
  static native int[] layout();

  /**
   * Opens Intel's DCAP library.
   *
   * @param path path or soname in the platform's encoding, ending in NUL
   * @param error receives the reason on failure, ending in NUL
   * @return a handle, or 0
   */
  static native long open(byte[] path, byte[] error);

  static native int setLoadPolicy(long library, int policy);

  /** {@code versionAndSize} takes two numbers. */
  static native int supplementalSize(long library, byte[] quote, int[] versionAndSize);

  /** {@code fmspc} takes 6 bytes. */
  static native int fmspc(
      long library,
      @Nullable ByteBuffer direct,
      byte @Nullable [] array,
      int offset,
      int length,
      byte[] fmspc);

  /**
   * Verifies a quote.
   *
   * @param parts the seven parts of the collateral
   * @param outcome takes expiration status and result
   * @param supplemental takes the supplemental data; as long as the library says
   */
  static native int verify(
      long library,
      @Nullable ByteBuffer direct,
      byte @Nullable [] array,
      int offset,
      int length,
      byte[][] parts,
      int teeType,
      long date,
      int[] outcome,
      byte[] supplemental);

  /**
   * {@code parts} takes the seven parts of the collateral that Intel's provider library fetches.
   */
  static native int collateral(
      long library,
      @Nullable ByteBuffer direct,
      byte @Nullable [] array,
      int offset,
      int length,
      byte[][] parts);

  /** Opens Intel's low-level QVL; as {@link #open}. */
  static native long openStages(byte[] path, byte[] error);

  /** {@code sizeAndType} takes two numbers; data longer than {@code data} is not copied. */
  static native int certificationData(
      long stages,
      @Nullable ByteBuffer direct,
      byte @Nullable [] array,
      int offset,
      int length,
      byte[] data,
      int[] sizeAndType);

  static native int verifyPck(
      long stages, byte[] chain, byte[] rootCrl, byte[] pckCrl, byte[] root, long date);

  static native int verifyTcbInfo(
      long stages, byte[] json, byte[] chain, byte[] rootCrl, byte[] root, long date);

  static native int verifyQeIdentity(
      long stages, byte[] json, byte[] chain, byte[] rootCrl, byte[] root, long date);

  static native int verifyPckCrl(long stages, byte[] crl, byte[] chain, byte[] root);

  /** {@code info} takes the verification collateral info. */
  static native int verifyQuote(
      long stages,
      @Nullable ByteBuffer direct,
      byte @Nullable [] array,
      int offset,
      int length,
      byte[] pck,
      byte[] pckCrl,
      byte[] tcbInfo,
      byte[] qeIdentity,
      byte[] info);
}
