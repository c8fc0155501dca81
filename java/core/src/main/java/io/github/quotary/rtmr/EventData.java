package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The payload of an event, decoded by the event's type. As true as where it comes from: {@link
 * ProvenEvent#data()} or {@link BootEvent#unprovenData()}. Buffers are read-only views.
 *
 * <p>Source: TCG PC Client Platform Firmware Profile, event structures; UEFI specification, GUIDs
 * and device paths.
 */
public sealed interface EventData {
  /** Decodes a payload. Never throws: what does not fit its type is {@link Malformed}. */
  static EventData decode(EventType type, ByteBuffer payload) {
    return EventDataDecoder.decode(type, payload);
  }

  /**
   * EV_SEPARATOR, 4 bytes: the firmware is done with this register.
   *
   * @param value 0 or 0xffffffff; 1 after an error
   */
  record Separator(long value) implements EventData {}

  /**
   * EV_EFI_VARIABLE_*: UEFI_VARIABLE_DATA.
   *
   * @param vendor its name space
   * @param name its name
   * @param value its contents; empty where it was not set
   */
  record Variable(UUID vendor, String name, ByteBuffer value) implements EventData {
    /** A view, of its own position. */
    @Override
    public ByteBuffer value() {
      return value.duplicate();
    }
  }

  /**
   * EV_EFI_BOOT_SERVICES_APPLICATION and the driver events: UEFI_IMAGE_LOAD_EVENT. The digest is
   * the image's Authenticode hash and does not cover this.
   *
   * @param address where it was loaded
   * @param length its size in memory
   * @param linkTimeAddress where it was linked for
   * @param devicePath where it was loaded from, encoded
   * @param filePath the file names in the device path, if there are any
   */
  record ImageLoad(
      long address,
      long length,
      long linkTimeAddress,
      ByteBuffer devicePath,
      Optional<String> filePath)
      implements EventData {
    /** A view, of its own position. */
    @Override
    public ByteBuffer devicePath() {
      return devicePath.duplicate();
    }
  }

  /**
   * EV_IPL: what the boot loader measured, a command or the name of a file.
   *
   * @param text the description, without the NUL at its end
   */
  record Ipl(String text) implements EventData {}

  /**
   * EV_EVENT_TAG: TCG_PCClientTaggedEvent.
   *
   * @param id who tagged it: 0x8f3b22ec and 0x8f3b22ed are Linux's initial RAM disk and load
   *     options
   * @param content what follows
   */
  record Tagged(long id, ByteBuffer content) implements EventData {
    /** A view, of its own position. */
    @Override
    public ByteBuffer content() {
      return content.duplicate();
    }
  }

  /**
   * EV_EFI_PLATFORM_FIRMWARE_BLOB and its second form. The digest is the blob's own hash.
   *
   * @param description a name; empty in the first form
   * @param address where the blob lies
   * @param length its size
   */
  record FirmwareBlob(String description, long address, long length) implements EventData {}

  /**
   * EV_EFI_HANDOFF_TABLES and its second form. The digest is over the tables.
   *
   * @param description a name; empty in the first form
   * @param tables the tables
   */
  record HandoffTables(String description, List<HandoffTable> tables) implements EventData {
    /** Copies the list. */
    public HandoffTables {
      tables = List.copyOf(tables);
    }
  }

  /**
   * A UEFI configuration table.
   *
   * @param vendor what it is
   * @param address where it lies
   */
  record HandoffTable(UUID vendor, long address) {}

  /**
   * EV_ACTION and EV_EFI_ACTION: something happened.
   *
   * @param text what
   */
  record Action(String text) implements EventData {}

  /**
   * A payload whose type has no structure that is known here.
   *
   * @param bytes all of it
   */
  record Opaque(ByteBuffer bytes) implements EventData {
    /** A view, of its own position. */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  /**
   * A payload that is not what its type says.
   *
   * @param problem why not
   * @param bytes all of it
   */
  record Malformed(String problem, ByteBuffer bytes) implements EventData {
    /** A view, of its own position. */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }
}
