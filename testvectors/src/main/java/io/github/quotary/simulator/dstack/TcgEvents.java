package io.github.quotary.simulator.dstack;

/** Types of events: the TCG's, and dstack's own. */
final class TcgEvents {
  static final long NO_ACTION = 0x3;
  static final long SEPARATOR = 0x4;
  static final long EVENT_TAG = 0x6;
  static final long PLATFORM_CONFIG_FLAGS = 0xa;
  static final long DSTACK_RUNTIME = 0x08000001L;
  static final long VARIABLE_DRIVER_CONFIG = 0x80000001L;
  static final long VARIABLE_BOOT = 0x80000002L;
  static final long BOOT_SERVICES_APPLICATION = 0x80000003L;
  static final long EFI_ACTION = 0x80000007L;
  static final long PLATFORM_FIRMWARE_BLOB2 = 0x8000000aL;
  static final long HANDOFF_TABLES2 = 0x8000000bL;

  private TcgEvents() {}
}
