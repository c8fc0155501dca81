package io.github.quotary.policy;

import java.util.Optional;

/** Parts of TEE_TCB_SVN that a policy can ask a minimum of; each is one byte. */
public enum TeeTcbSvnPart {
  /** SVN of the TDX module within its major version, byte 0. */
  MODULE_SVN("moduleSvn", 0),
  /** Major version of the TDX module, byte 1. */
  MODULE_VERSION("moduleVersion", 1),
  /** SVN of the SEAM loader, byte 2. */
  SEAM_LOADER_SVN("seamLoaderSvn", 2);

  private final String member;
  private final int index;

  TeeTcbSvnPart(String member, int index) {
    this.member = member;
    this.index = index;
  }

  /** The part's name in JSON, for example {@code moduleSvn}. */
  public String member() {
    return member;
  }

  /** Index of the byte in TEE_TCB_SVN. */
  public int index() {
    return index;
  }

  static Optional<TeeTcbSvnPart> ofMember(String name) {
    for (TeeTcbSvnPart part : values()) {
      if (part.member.equals(name)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
