package io.github.quotary.domain.dstack;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.MessagePackReader;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.rtmr.RuntimeLogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Version 1, in MessagePack: a map of {@code version} 1, {@code platform} and {@code stack}, each a
 * map of {@code kind} and {@code data}. Unknown members are ignored; duplicates are rejected.
 */
final class MessagePackAttestation {
  private static final int VERSION = 1;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final MessagePackReader in;

  private MessagePackAttestation(MessagePackReader in) {
    this.in = in;
  }

  static AttestationDecoding decode(Cursor cursor) throws MalformedException {
    MessagePackReader reader = new MessagePackReader(cursor);
    MessagePackAttestation decoder = new MessagePackAttestation(reader);
    Map<String, Integer> root = decoder.members();
    cursor.requireEnd();
    return decoder.decode(root);
  }

  private AttestationDecoding decode(Map<String, Integer> root) throws MalformedException {
    seek(root, "version");
    long version = in.unsigned();
    if (version != VERSION) {
      throw new MalformedException(
          0, "version " + Long.toUnsignedString(version) + " is not supported; only 1 is");
    }
    seek(root, "platform");
    Map<String, Integer> platform = members();
    seek(platform, "kind");
    String kind = in.string();
    Optional<Platform> known = Platform.ofKind(kind);
    if (known.isEmpty()) {
      throw new MalformedException(kindOffset(platform), "unknown platform " + kind);
    } else if (known.get() != Platform.TDX) {
      return AttestationDecoder.refuse(known.get());
    }
    seek(platform, "data");
    Map<String, Integer> tdx = members();
    seek(tdx, "quote");
    ByteBuffer quote = in.bytes();
    List<RuntimeLogEntry> log = list(tdx, "event_log", this::event);
    return decodeStack(root, quote, log);
  }

  private AttestationDecoding decodeStack(
      Map<String, Integer> root, ByteBuffer quote, List<RuntimeLogEntry> log)
      throws MalformedException {
    seek(root, "stack");
    Map<String, Integer> stack = members();
    seek(stack, "kind");
    String kind = in.string();
    if (!kind.equals("dstack") && !kind.equals("dstack-pod")) {
      throw new MalformedException(kindOffset(stack), "unknown stack " + kind);
    }
    seek(stack, "data");
    Map<String, Integer> data = members();
    seek(data, "report_data");
    ByteBuffer reportData = in.bytes();
    List<RuntimeLogEntry> runtime = list(data, "runtime_events", this::runtimeEvent);
    seek(data, "config");
    String config = in.string();
    Optional<String> payload = Optional.empty();
    if (data.containsKey("report_data_payload")) {
      seek(data, "report_data_payload");
      payload = in.nil() ? Optional.empty() : Optional.of(in.string());
    }
    return AttestationDecoder.join(VERSION, quote, log, runtime, reportData, config, kind, payload);
  }

  private RuntimeLogEntry event() throws MalformedException {
    int offset = in.offset();
    Map<String, Integer> members = members();
    int end = in.offset();
    seek(members, "imr");
    long imr = in.unsigned();
    seek(members, "event_type");
    long type = in.unsigned();
    RuntimeLogEntry entry =
        new RuntimeLogEntry(
            offset,
            imr,
            type,
            optionalBytes(members, "digest"),
            string(members, "event"),
            optionalBytes(members, "event_payload"),
            version(members),
            preimage(members));
    in.seek(end);
    return entry;
  }

  private RuntimeLogEntry runtimeEvent() throws MalformedException {
    int offset = in.offset();
    Map<String, Integer> members = members();
    int end = in.offset();
    RuntimeLogEntry entry =
        RuntimeEntries.entry(
            offset, string(members, "event"), optionalBytes(members, "payload"), version(members));
    in.seek(end);
    return entry;
  }

  /** Reads a map; where the value of each member starts. */
  private Map<String, Integer> members() throws MalformedException {
    int offset = in.offset();
    Map<String, Integer> members = new HashMap<>();
    for (int left = in.map(); left > 0; left--) {
      String name = in.string();
      if (members.put(name, in.offset()) != null) {
        throw new MalformedException(offset, "duplicate member " + name);
      }
      in.skip();
    }
    return members;
  }

  private void seek(Map<String, Integer> members, String name) throws MalformedException {
    Integer offset = members.get(name);
    if (offset == null) {
      throw new MalformedException(in.offset(), "member " + name + " is missing");
    }
    in.seek(offset);
  }

  private String string(Map<String, Integer> members, String name) throws MalformedException {
    seek(members, name);
    return in.string();
  }

  private ByteBuffer optionalBytes(Map<String, Integer> members, String name)
      throws MalformedException {
    if (!members.containsKey(name)) {
      return NONE;
    }
    seek(members, name);
    return in.bytes();
  }

  private long version(Map<String, Integer> members) throws MalformedException {
    if (!members.containsKey("version")) {
      return 1;
    }
    seek(members, "version");
    return in.unsigned();
  }

  /** In hexadecimal, or the text itself. */
  private Optional<ByteBuffer> preimage(Map<String, Integer> members) throws MalformedException {
    if (!members.containsKey("preimage")) {
      return Optional.empty();
    }
    seek(members, "preimage");
    if (in.nil()) {
      return Optional.empty();
    }
    String text = in.string();
    if (text.startsWith("{")) {
      return Optional.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return Optional.of(ByteBuffer.wrap(HexFormat.of().parseHex(text)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(in.offset(), "a preimage that is not hexadecimal");
    }
  }

  private List<RuntimeLogEntry> list(Map<String, Integer> members, String name, Element element)
      throws MalformedException {
    seek(members, name);
    List<RuntimeLogEntry> list = new ArrayList<>();
    int count = in.array();
    if (count > RuntimeEventLog.MAX_EVENTS) {
      throw new MalformedException(in.offset(), "a list of " + count + " events");
    }
    for (int left = count; left > 0; left--) {
      list.add(element.read());
    }
    return list;
  }

  private static int kindOffset(Map<String, Integer> members) {
    return members.getOrDefault("kind", 0);
  }

  /** Reads one element and ends behind it. */
  private interface Element {
    RuntimeLogEntry read() throws MalformedException;
  }
}
