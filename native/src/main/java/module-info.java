/**
 * Intel's own quote verification library through JNI, and the cross-check of both engines.
 *
 * <p>The way in is {@link io.github.quotary.qvl.QvlLibrary} and {@link
 * io.github.quotary.qvl.CrossCheck}.
 */
module io.github.quotary.qvl {
  requires transitive io.github.quotary.core;
  requires static transitive org.jspecify;

  exports io.github.quotary.qvl;
}
