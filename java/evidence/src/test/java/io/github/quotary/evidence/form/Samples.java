package io.github.quotary.evidence.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** One quote in every form that is unwrapped, as tools write it. */
final class Samples {
  static final byte[] TDX = vector("tdx-v4-up-to-date", "quote.bin");
  static final byte[] OTHER = vector("tdx-v5-15-up-to-date", "quote.bin");
  static final String HEX = HexFormat.of().formatHex(TDX);
  static final String BASE64 = Base64.getEncoder().encodeToString(TDX);

  private Samples() {}

  static byte[] vector(String name, String file) {
    try {
      return Files.readAllBytes(Path.of("../../testvectors/vectors", name, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each form's name, and the quote in it. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("raw", TDX);
    forms.put("outblob, padded with zeros", Arrays.copyOf(TDX, 8000));
    text(forms, "hex", HEX);
    text(forms, "hex, upper case, 0x", "0X" + HEX.toUpperCase(Locale.ROOT) + "\n");
    text(forms, "hex, wrapped", HEX.replaceAll("(.{64})", "$1\r\n"));
    text(forms, "hex, colons", HEX.replaceAll("(..)(?=.)", "$1:"));
    text(forms, "hex, spaces", HEX.replaceAll("(..)", " $1"));
    text(
        forms,
        "array of C",
        "{ " + HEX.replaceAll("(..)(?=.)", "0x$1, ").replaceFirst("(..)$", "0x$1") + " };");
    text(forms, "string of C", HEX.replaceAll("(..)", "\\\\x$1"));
    text(forms, "hex, dashes", HEX.replaceAll("(..)(?=.)", "$1-"));
    text(forms, "hex in quotes", "\"" + HEX + "\"");
    text(forms, "hex of hex", HexFormat.of().formatHex(ascii(HEX)));
    text(forms, "hex, C string", HEX + "\0");
    text(forms, "base64", BASE64);
    text(forms, "base64, MIME", Base64.getMimeEncoder().encodeToString(TDX));
    text(forms, "base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(TDX));
    text(forms, "base64 in quotes", "\"" + BASE64 + "\"\n");
    text(forms, "base64 of hex", Base64.getEncoder().encodeToString(ascii(HEX)));
    text(forms, "data URL", "data:application/octet-stream;base64," + BASE64);
    text(
        forms,
        "armour",
        "-----BEGIN TDX QUOTE-----\n"
            + Base64.getMimeEncoder().encodeToString(TDX)
            + "\n-----END TDX QUOTE-----\n");
    forms.put("gzip", gzip(TDX));
    text(forms, "base64 of gzip", Base64.getEncoder().encodeToString(gzip(TDX)));
    text(forms, "BOM", "\uFEFF" + HEX);
    text(forms, "BOM, JSON", "\uFEFF{\"quote\":\"" + HEX + "\"}");
    forms.put("UTF-16LE, BOM", ("\uFEFF" + HEX).getBytes(StandardCharsets.UTF_16LE));
    forms.put("UTF-16BE, BOM", ("\uFEFF" + BASE64).getBytes(StandardCharsets.UTF_16BE));
    forms.put("UTF-16LE", (HEX + "\r\n").getBytes(StandardCharsets.UTF_16LE));
    json(forms);
    dumps(forms);
    return forms;
  }

  private static void json(Map<String, byte[]> forms) {
    for (String name :
        List.of("quote", "Quote", "intel_quote", "tdx_quote", "quote_hex", "td-quote", "hex")) {
      text(forms, "member " + name, "{\"" + name + "\":\"" + HEX + "\"}");
    }
    for (String name : List.of("tdx", "evidence", "result", "data")) {
      text(forms, "inside " + name, "{\"" + name + "\":{\"quote\":\"" + BASE64 + "\"}}");
      text(forms, "as " + name, "{\"" + name + "\":\"" + BASE64 + "\"}");
    }
    text(forms, "nested twice", "{\"data\":{\"tdx\":{\"quote\":\"" + BASE64 + "\"},\"n\":1}}");
    text(
        forms,
        "array of bytes in an object",
        "{\"tee\":{\"Dstack\":{\"quote\":" + Arrays.toString(TDX) + "}}}");
    text(forms, "array of bytes", Arrays.toString(TDX));
    text(forms, "unsigned bytes", unsigned());
    text(forms, "Buffer", "{\"type\":\"Buffer\",\"data\":" + unsigned() + "}");
    text(forms, "Buffer as quote", "{\"quote\":{\"data\":" + unsigned() + ",\"type\":\"Buffer\"}}");
    text(forms, "array of one object", "[{\"quote\":\"" + HEX + "\"}]");
    text(
        forms,
        "JSON in a string",
        "{\"quote\":\"{\\\"quote\\\":\\\"" + HEX + "\\\",\\\"event_log\\\":\\\"\\\"}\"}");
    text(forms, "JSON in a JSON string", "\"{\\\"quote\\\":\\\"" + HEX + "\\\"}\"");
    text(
        forms,
        "the same quote twice, in two encodings",
        "{\"intel_quote\":\"" + HEX + "\",\"all\":[{\"intel_quote\":\"" + BASE64 + "\"}]}");
    text(forms, "null beside it", "{\"quote\":null,\"intel_quote\":\"" + HEX + "\"}");
    text(forms, "escaped slashes", "{\"quote\":\"" + BASE64.replace("/", "\\/") + "\"}");
  }

  private static String unsigned() {
    List<Integer> values = new ArrayList<>();
    for (byte b : TDX) {
      values.add(b & 0xff);
    }
    return values.toString();
  }

  private static void dumps(Map<String, byte[]> forms) {
    text(forms, "xxd", dump("%08x: ", 16, 2, false, "  ................"));
    text(forms, "xxd -g 1 -c 20", dump("%08x: ", 20, 1, false, "  ...................."));
    text(
        forms, "hexdump -C", dump("%08x  ", 16, 1, false, "  |................|") + length("%08x"));
    text(forms, "hexdump", dump("%07x ", 16, 2, true, "") + length("%07x"));
    text(
        forms,
        "od -A x -t x1z",
        dump("%06x ", 16, 1, false, "  >................<") + length("%06x"));
    text(forms, "od -t x1", dump("%07o ", 16, 1, false, "") + length("%07o"));
    text(forms, "od -A d -t x1", dump("%07d ", 16, 1, false, "") + length("%07d"));
    text(forms, "od -x", dump("%07o ", 16, 2, true, "") + length("%07o"));
    text(forms, "od -t x4", dump("%07o ", 16, 4, true, "") + length("%07o"));
    text(forms, "od", octal());
    text(
        forms,
        "a program's dump with words before it",
        "\n\t\tTDX report data\n\n 00000000: 81 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n\n"
            + "\t\tTDX quote data\n"
            + dump(" %08x: ", 16, 1, false, "")
            + "\nwrote quote.dat\n");
    text(forms, "with a star", withStar());
  }

  /** Lines of sixteen zeros but the first of several are left out, as {@code hexdump} does. */
  private static String withStar() {
    StringBuilder text = new StringBuilder();
    boolean starred = false;
    String before = "";
    for (String line : dump("%08x  ", 16, 1, false, "").split("\n")) {
      String words = line.substring(10);
      if (words.equals(before)) {
        text.append(starred ? "" : "*\n");
        starred = true;
      } else {
        text.append(line).append('\n');
        starred = false;
      }
      before = words;
    }
    return text + length("%08x");
  }

  private static String length(String format) {
    return String.format(Locale.ROOT, format, TDX.length) + "\n";
  }

  private static String dump(
      String offset, int perLine, int width, boolean swapped, String characters) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < TDX.length; at += perLine) {
      List<String> words = new ArrayList<>();
      for (int i = at; i < Math.min(at + perLine, TDX.length); i += width) {
        StringBuilder word = new StringBuilder();
        for (int j = 0; j < width; j++) {
          int index = i + (swapped ? width - 1 - j : j);
          boolean isPast = index >= TDX.length;
          word.append(isPast && !swapped ? "" : hex(isPast ? 0 : TDX[index]));
        }
        words.add(word.toString());
      }
      text.append(String.format(Locale.ROOT, offset, at))
          .append(String.join(" ", words))
          .append(characters)
          .append('\n');
    }
    return text.toString();
  }

  private static String octal() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < TDX.length; at += 16) {
      text.append(String.format(Locale.ROOT, "%07o", at));
      for (int i = at; i < Math.min(at + 16, TDX.length); i += 2) {
        int high = i + 1 < TDX.length ? TDX[i + 1] & 0xff : 0;
        text.append(String.format(Locale.ROOT, " %06o", high << 8 | TDX[i] & 0xff));
      }
      text.append('\n');
    }
    return text + length("%07o");
  }

  private static String hex(int b) {
    return HexFormat.of().toHexDigits((byte) b);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void text(Map<String, byte[]> forms, String name, String text) {
    forms.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
