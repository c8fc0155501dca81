/**
 * What is in C: the P-256 accelerator, and Intel's own quote verification library through JNI with
 * the cross-check of both engines.
 *
 * <p>The way in is {@link io.github.quotary.qvl.QvlLibrary} and {@link
 * io.github.quotary.qvl.CrossCheck}; the accelerator is found by the core.
 */
module io.github.quotary.qvl {
  requires transitive io.github.quotary.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.qvl;

  provides io.github.quotary.crypto.P256Accelerator with
      io.github.quotary.p256.NativeP256;
}
