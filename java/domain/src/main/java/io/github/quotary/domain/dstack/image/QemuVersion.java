package io.github.quotary.domain.dstack.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Differences between QEMU versions. */
final class QemuVersion {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
  private static final int LAST_MAJOR = 10;
  private static final int LAST_MINOR = 1;

  private QemuVersion() {}

  /**
   * From 10.2 on the loader's entries in the kernel differ; an unparsable version counts as newer.
   */
  static boolean changesTheKernelOtherwise(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return true;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > LAST_MAJOR
        || (major == LAST_MAJOR && Integer.parseInt(matcher.group(2)) > LAST_MINOR);
  }
}
