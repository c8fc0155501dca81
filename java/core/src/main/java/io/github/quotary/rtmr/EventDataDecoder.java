package io.github.quotary.rtmr;

import io.github.quotary.rtmr.EventData.HandoffTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Decodes payloads by the structures of the TCG's firmware profile. */
final class EventDataDecoder {
  /** Far more than any firmware hands over. */
  private static final int MAX_TABLES = 256;

  private final PayloadReader in;

  private EventDataDecoder(PayloadReader in) {
    this.in = in;
  }

  static EventData decode(EventType type, ByteBuffer payload) {
    PayloadReader reader = new PayloadReader(payload);
    try {
      return new EventDataDecoder(reader).decode(type);
    } catch (PayloadException e) {
      return new EventData.Malformed(e.problem(), reader.all());
    }
  }

  private EventData decode(EventType type) throws PayloadException {
    if (type.equals(EventType.SEPARATOR)) {
      return separator();
    } else if (type.equals(EventType.EFI_VARIABLE_DRIVER_CONFIG)
        || type.equals(EventType.EFI_VARIABLE_BOOT)
        || type.equals(EventType.EFI_VARIABLE_BOOT2)
        || type.equals(EventType.EFI_VARIABLE_AUTHORITY)) {
      return variable();
    } else if (type.equals(EventType.EFI_BOOT_SERVICES_APPLICATION)
        || type.equals(EventType.EFI_BOOT_SERVICES_DRIVER)
        || type.equals(EventType.EFI_RUNTIME_SERVICES_DRIVER)) {
      return imageLoad();
    } else if (type.equals(EventType.IPL)) {
      return new EventData.Ipl(PayloadText.of(in.all()));
    } else if (type.equals(EventType.EVENT_TAG)) {
      return tagged();
    } else if (type.equals(EventType.ACTION) || type.equals(EventType.EFI_ACTION)) {
      return new EventData.Action(PayloadText.of(in.all()));
    }
    return decodeTables(type);
  }

  private EventData decodeTables(EventType type) throws PayloadException {
    if (type.equals(EventType.EFI_PLATFORM_FIRMWARE_BLOB)) {
      return firmwareBlob("");
    } else if (type.equals(EventType.EFI_PLATFORM_FIRMWARE_BLOB2)) {
      return firmwareBlob(description());
    } else if (type.equals(EventType.EFI_HANDOFF_TABLES)) {
      return handoffTables("");
    } else if (type.equals(EventType.EFI_HANDOFF_TABLES2)) {
      return handoffTables(description());
    }
    return new EventData.Opaque(in.all());
  }

  private EventData separator() throws PayloadException {
    EventData separator = new EventData.Separator(in.u32());
    in.requireEnd();
    return separator;
  }

  private EventData variable() throws PayloadException {
    UUID vendor = in.guid();
    long nameLength = in.u64();
    long valueLength = in.u64();
    String name = in.utf16(nameLength);
    EventData variable = new EventData.Variable(vendor, name, in.bytes(valueLength));
    in.requireEnd();
    return variable;
  }

  private EventData imageLoad() throws PayloadException {
    long address = in.u64();
    long length = in.u64();
    long linkTimeAddress = in.u64();
    ByteBuffer path = in.bytes(in.u64());
    in.requireEnd();
    return new EventData.ImageLoad(
        address, length, linkTimeAddress, path, DevicePaths.filePath(path));
  }

  private EventData tagged() throws PayloadException {
    long id = in.u32();
    EventData tagged = new EventData.Tagged(id, in.bytes(in.u32()));
    in.requireEnd();
    return tagged;
  }

  private EventData firmwareBlob(String description) throws PayloadException {
    EventData blob = new EventData.FirmwareBlob(description, in.u64(), in.u64());
    in.requireEnd();
    return blob;
  }

  private EventData handoffTables(String description) throws PayloadException {
    long count = in.u64();
    if (count < 0 || count > MAX_TABLES) {
      throw new PayloadException("it states " + Long.toUnsignedString(count) + " tables");
    }
    List<HandoffTable> tables = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      tables.add(new HandoffTable(in.guid(), in.u64()));
    }
    in.requireEnd();
    return new EventData.HandoffTables(description, tables);
  }

  private String description() throws PayloadException {
    return PayloadText.of(in.bytes(in.u8()));
  }
}
