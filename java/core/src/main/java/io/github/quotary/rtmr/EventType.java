package io.github.quotary.rtmr;

import java.util.HexFormat;
import java.util.Map;

/**
 * What an event says it is. A claim: digests of firmware events do not cover it.
 *
 * <p>Source: TCG PC Client Platform Firmware Profile, section on event types; {@link
 * #DSTACK_RUNTIME} is dstack's own.
 *
 * @param code 32 bits, unsigned
 */
public record EventType(long code) {
  public static final EventType PREBOOT_CERT = new EventType(0x0);
  public static final EventType POST_CODE = new EventType(0x1);
  public static final EventType NO_ACTION = new EventType(0x3);
  public static final EventType SEPARATOR = new EventType(0x4);
  public static final EventType ACTION = new EventType(0x5);
  public static final EventType EVENT_TAG = new EventType(0x6);
  public static final EventType PLATFORM_CONFIG_FLAGS = new EventType(0xa);
  public static final EventType IPL = new EventType(0xd);
  public static final EventType EFI_VARIABLE_DRIVER_CONFIG = new EventType(0x8000_0001L);
  public static final EventType EFI_VARIABLE_BOOT = new EventType(0x8000_0002L);
  public static final EventType EFI_BOOT_SERVICES_APPLICATION = new EventType(0x8000_0003L);
  public static final EventType EFI_BOOT_SERVICES_DRIVER = new EventType(0x8000_0004L);
  public static final EventType EFI_RUNTIME_SERVICES_DRIVER = new EventType(0x8000_0005L);
  public static final EventType EFI_GPT_EVENT = new EventType(0x8000_0006L);
  public static final EventType EFI_ACTION = new EventType(0x8000_0007L);
  public static final EventType EFI_PLATFORM_FIRMWARE_BLOB = new EventType(0x8000_0008L);
  public static final EventType EFI_HANDOFF_TABLES = new EventType(0x8000_0009L);
  public static final EventType EFI_PLATFORM_FIRMWARE_BLOB2 = new EventType(0x8000_000aL);
  public static final EventType EFI_HANDOFF_TABLES2 = new EventType(0x8000_000bL);
  public static final EventType EFI_VARIABLE_BOOT2 = new EventType(0x8000_000cL);
  public static final EventType EFI_VARIABLE_AUTHORITY = new EventType(0x8000_00e0L);

  /** An event that dstack's guest measured: digest over type, name and payload. */
  public static final EventType DSTACK_RUNTIME = new EventType(0x0800_0001L);

  private static final long MAX = 0xffff_ffffL;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(PREBOOT_CERT.code, "EV_PREBOOT_CERT"),
          Map.entry(POST_CODE.code, "EV_POST_CODE"),
          Map.entry(NO_ACTION.code, "EV_NO_ACTION"),
          Map.entry(SEPARATOR.code, "EV_SEPARATOR"),
          Map.entry(ACTION.code, "EV_ACTION"),
          Map.entry(EVENT_TAG.code, "EV_EVENT_TAG"),
          Map.entry(PLATFORM_CONFIG_FLAGS.code, "EV_PLATFORM_CONFIG_FLAGS"),
          Map.entry(IPL.code, "EV_IPL"),
          Map.entry(EFI_VARIABLE_DRIVER_CONFIG.code, "EV_EFI_VARIABLE_DRIVER_CONFIG"),
          Map.entry(EFI_VARIABLE_BOOT.code, "EV_EFI_VARIABLE_BOOT"),
          Map.entry(EFI_BOOT_SERVICES_APPLICATION.code, "EV_EFI_BOOT_SERVICES_APPLICATION"),
          Map.entry(EFI_BOOT_SERVICES_DRIVER.code, "EV_EFI_BOOT_SERVICES_DRIVER"),
          Map.entry(EFI_RUNTIME_SERVICES_DRIVER.code, "EV_EFI_RUNTIME_SERVICES_DRIVER"),
          Map.entry(EFI_GPT_EVENT.code, "EV_EFI_GPT_EVENT"),
          Map.entry(EFI_ACTION.code, "EV_EFI_ACTION"),
          Map.entry(EFI_PLATFORM_FIRMWARE_BLOB.code, "EV_EFI_PLATFORM_FIRMWARE_BLOB"),
          Map.entry(EFI_HANDOFF_TABLES.code, "EV_EFI_HANDOFF_TABLES"),
          Map.entry(EFI_PLATFORM_FIRMWARE_BLOB2.code, "EV_EFI_PLATFORM_FIRMWARE_BLOB2"),
          Map.entry(EFI_HANDOFF_TABLES2.code, "EV_EFI_HANDOFF_TABLES2"),
          Map.entry(EFI_VARIABLE_BOOT2.code, "EV_EFI_VARIABLE_BOOT2"),
          Map.entry(EFI_VARIABLE_AUTHORITY.code, "EV_EFI_VARIABLE_AUTHORITY"),
          Map.entry(DSTACK_RUNTIME.code, "dstack runtime event"));

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException unless the code has 32 bits
   */
  public EventType {
    if (code < 0 || code > MAX) {
      throw new IllegalArgumentException("Event type " + code + " has more than 32 bits");
    }
  }

  /** The TCG's name, else the code in hexadecimal. */
  @Override
  public String toString() {
    String name = NAMES.get(code);
    return name == null ? "0x" + HexFormat.of().toHexDigits((int) code) : name;
  }
}
