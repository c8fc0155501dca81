package io.github.quotary.evidence.proto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message as go-tdx-guest writes it, in either form: fields in the order of their numbers. */
final class GuestMessage {
  private record Entry(int number, String name, Object value) {}

  private final List<Entry> entries = new ArrayList<>();

  GuestMessage with(int number, String name, Object value) {
    entries.add(new Entry(number, name, value));
    return this;
  }

  GuestMessage without(String name) {
    entries.removeIf(entry -> entry.name().equals(name));
    return this;
  }

  GuestMessage replace(String name, Object value) {
    entries.replaceAll(
        entry -> entry.name().equals(name) ? new Entry(entry.number(), name, value) : entry);
    return this;
  }

  GuestMessage message(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .map(entry -> (GuestMessage) entry.value())
        .findFirst()
        .orElseThrow();
  }

  byte[] wire() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      if (entry.value() instanceof Long integer) {
        if (integer != 0) {
          varint(out, (long) entry.number() << 3);
          varint(out, integer);
        }
        continue;
      }
      byte[] content =
          entry.value() instanceof GuestMessage message ? message.wire() : (byte[]) entry.value();
      varint(out, (long) entry.number() << 3 | 2);
      varint(out, content.length);
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  String text(String indent) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(indent).append(entry.name()).append(": ");
      if (entry.value() instanceof GuestMessage message) {
        text.append("{\n").append(message.text(indent + "  ")).append(indent).append('}');
      } else if (entry.value() instanceof byte[] bytes) {
        text.append('"').append(escaped(bytes)).append('"');
      } else {
        text.append(entry.value());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b == '\n') {
        text.append("\\n");
      } else if (b == '"' || b == '\\') {
        text.append('\\').append((char) b);
      } else if (b >= ' ' && b <= '~') {
        text.append((char) b);
      } else {
        text.append(
            b % 2 == 0 ? String.format("\\x%02x", b & 0xff) : String.format("\\%03o", b & 0xff));
      }
    }
    return text.toString();
  }

  /** The message of a raw quote of version 4 or 5. */
  static GuestMessage of(byte[] quote) {
    ByteBuffer in = ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN);
    boolean five = quote[0] == 5;
    GuestMessage message = new GuestMessage().with(1, "header", header(in));
    if (five) {
      long type = u16(in);
      long size = u32(in);
      message.with(
          2,
          "td_quote_body_descriptor",
          new GuestMessage()
              .with(1, "td_quote_body_type", type)
              .with(2, "td_quote_body_size", size)
              .with(3, "td_quote_body_v5", body(in, type == 3)));
    } else {
      message.with(2, "td_quote_body", body(in, false));
    }
    message.with(3, "signed_data_size", u32(in)).with(4, "signed_data", signedData(in));
    return in.hasRemaining() ? message.with(5, "extra_bytes", bytes(in, in.remaining())) : message;
  }

  private static GuestMessage header(ByteBuffer in) {
    GuestMessage header =
        new GuestMessage()
            .with(1, "version", u16(in))
            .with(2, "attestation_key_type", u16(in))
            .with(3, "tee_type", u32(in));
    byte[] atEight = bytes(in, 2);
    return header
        .with(4, "qe_svn", bytes(in, 2))
        .with(5, "pce_svn", atEight)
        .with(6, "qe_vendor_id", bytes(in, 16))
        .with(7, "user_data", bytes(in, 20));
  }

  private static GuestMessage body(ByteBuffer in, boolean fifteen) {
    GuestMessage body =
        new GuestMessage()
            .with(1, "tee_tcb_svn", bytes(in, 16))
            .with(2, "mr_seam", bytes(in, 48))
            .with(3, "mr_signer_seam", bytes(in, 48))
            .with(4, "seam_attributes", bytes(in, 8))
            .with(5, "td_attributes", bytes(in, 8))
            .with(6, "xfam", bytes(in, 8))
            .with(7, "mr_td", bytes(in, 48))
            .with(8, "mr_config_id", bytes(in, 48))
            .with(9, "mr_owner", bytes(in, 48))
            .with(10, "mr_owner_config", bytes(in, 48))
            .with(11, "rtmrs", bytes(in, 48))
            .with(11, "rtmrs", bytes(in, 48))
            .with(11, "rtmrs", bytes(in, 48))
            .with(11, "rtmrs", bytes(in, 48))
            .with(12, "report_data", bytes(in, 64));
    return fifteen
        ? body.with(13, "tee_tcb_svn2", bytes(in, 16)).with(14, "mr_service_td", bytes(in, 48))
        : body;
  }

  private static GuestMessage signedData(ByteBuffer in) {
    return new GuestMessage()
        .with(1, "signature", bytes(in, 64))
        .with(2, "ecdsa_attestation_key", bytes(in, 64))
        .with(
            3,
            "certification_data",
            new GuestMessage()
                .with(1, "certificate_data_type", u16(in))
                .with(2, "size", u32(in))
                .with(3, "qe_report_certification_data", certification(in)));
  }

  private static GuestMessage certification(ByteBuffer in) {
    GuestMessage report =
        new GuestMessage()
            .with(1, "cpu_svn", bytes(in, 16))
            .with(2, "misc_select", u32(in))
            .with(3, "reserved1", bytes(in, 28))
            .with(4, "attributes", bytes(in, 16))
            .with(5, "mr_enclave", bytes(in, 32))
            .with(6, "reserved2", bytes(in, 32))
            .with(7, "mr_signer", bytes(in, 32))
            .with(8, "reserved3", bytes(in, 96))
            .with(9, "isv_prod_id", u16(in))
            .with(10, "isv_svn", u16(in))
            .with(11, "reserved4", bytes(in, 60))
            .with(12, "report_data", bytes(in, 64));
    byte[] signature = bytes(in, 64);
    long authSize = u16(in);
    byte[] auth = bytes(in, (int) authSize);
    long type = u16(in);
    long chainSize = u32(in);
    return new GuestMessage()
        .with(1, "qe_report", report)
        .with(2, "qe_report_signature", signature)
        .with(
            3,
            "qe_auth_data",
            new GuestMessage().with(1, "parsed_data_size", authSize).with(2, "data", auth))
        .with(
            4,
            "pck_certificate_chain_data",
            new GuestMessage()
                .with(1, "certificate_data_type", type)
                .with(2, "size", chainSize)
                .with(3, "pck_cert_chain", bytes(in, (int) chainSize)));
  }

  private static byte[] bytes(ByteBuffer in, int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private static long u16(ByteBuffer in) {
    return Short.toUnsignedLong(in.getShort());
  }

  private static long u32(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  byte[] textBytes() {
    return ("# a quote\n" + text("")).getBytes(StandardCharsets.ISO_8859_1);
  }
}
