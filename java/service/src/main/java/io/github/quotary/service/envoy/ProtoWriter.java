package io.github.quotary.service.envoy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one message of protobuf, field by field. Zero and empty fields are left out. */
final class ProtoWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writes a field. */
  private interface Field {
    void write() throws IOException;
  }

  ProtoWriter string(int field, String value) {
    return value.isEmpty() ? this : write(() -> out.writeString(field, value));
  }

  ProtoWriter number(int field, int value) {
    return value == 0 ? this : write(() -> out.writeInt32(field, value));
  }

  ProtoWriter message(int field, ProtoWriter value) {
    return write(() -> out.writeByteArray(field, value.toByteArray()));
  }

  byte[] toByteArray() {
    write(out::flush);
    return bytes.toByteArray();
  }

  private ProtoWriter write(Field field) {
    try {
      field.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }
}
