package io.github.quotary.tcb;

import java.util.OptionalLong;

/**
 * A component that falls short.
 *
 * @param component which one
 * @param has its SVN
 * @param nextNeeds the SVN that the next better status needs, where it needs a higher one
 * @param upToDateNeeds the SVN that UpToDate needs, where it needs a higher one
 * @param remedy what kind of action raises it
 */
public record TcbShortfall(
    SvnComponent component,
    long has,
    OptionalLong nextNeeds,
    OptionalLong upToDateNeeds,
    Remedy remedy) {

  /** For example {@code SGX component 8 is 3, UpToDate needs 5 (BIOS or microcode update)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(component).append(" is ").append(has);
    nextNeeds.ifPresent(
        svn -> {
          if (!upToDateNeeds.equals(nextNeeds)) {
            text.append(", the next better status needs ").append(svn);
          }
        });
    upToDateNeeds.ifPresent(svn -> text.append(", UpToDate needs ").append(svn));
    return text.append(" (").append(remedy.description()).append(')').toString();
  }
}
