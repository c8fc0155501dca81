package io.github.quotary.tcb;

import io.github.quotary.quote.TcbComponents;

/** The parts of a TEE_TCB_SVN by name. */
final class TeeTcbSvn {
  private TeeTcbSvn() {}

  /** SVN of the TDX module within its major version. */
  static int moduleSvn(TcbComponents svn) {
    return svn.svn(0);
  }

  /** Major version of the TDX module; 0 stands for modules without an identity of their own. */
  static int moduleVersion(TcbComponents svn) {
    return svn.svn(1);
  }

  /** SVN of the SEAM loader. */
  static int seamLoaderSvn(TcbComponents svn) {
    return svn.svn(2);
  }
}
