package io.github.quotary.simulator.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be sent in place of a text, by what was done to it. */
public final class HostileTexts {
  private static final int DEEP = 100_000;
  private static final int PREFIXES = 24;
  private static final int NOISES = 24;
  private static final Pattern MEMBER = Pattern.compile("\"([a-zA-Z_0-9]{1,40})\" ?:");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\ufeff\ufffe\u202e\"",
          "[]",
          "{}",
          "[null]",
          "[[],{},\"\",0]",
          "-0",
          "-1",
          "9223372036854775808",
          "1e999999999",
          "1e-999999999",
          "9".repeat(900),
          "9".repeat(100_000),
          "\"" + "0".repeat(100_000) + "\"",
          "\"{\"",
          "\"[{}]\"",
          "\"{\\\"quote\\\":\\\"00\\\",\\\"event_log\\\":\\\"[\\\"}\"");

  private HostileTexts() {}

  /** The text in other encodings than UTF-8, or in UTF-8 that is not valid: never to be read. */
  public static Map<String, byte[]> encodings(String text) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      Charset charset = Charset.forName(name);
      all.put(name, text.getBytes(charset));
      all.put(name + " with a mark", ("\ufeff" + text).getBytes(charset));
    }
    all.put("UTF-32BE, a unit beyond Unicode", hex("0000007bffffffff"));
    all.put("UTF-32LE, a unit beyond Unicode", hex("7b000000ffffffff"));
    all.put("Latin-1", with(text, 0xe9));
    all.put("overlong NUL", with(text, 0xc0, 0x80));
    all.put("overlong brace", joined(hex("c1bb"), utf8(text)));
    all.put("lone surrogate", with(text, 0xed, 0xa0, 0x80));
    all.put("surrogates in pairs", with(text, 0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80));
    all.put("beyond Unicode", with(text, 0xf4, 0x90, 0x80, 0x80));
    all.put("continuation alone", with(text, 0x80));
    all.put("sequence cut", with(text, 0xe2, 0x82));
    all.put("sequence cut by the end", joined(utf8(text), hex("e282")));
    all.put("0xff", with(text, 0xff));
    all.put("NUL first", joined(new byte[1], utf8(text)));
    return all;
  }

  /** What JSON may contain to do harm; to be read or not, but without harm. */
  public static Map<String, byte[]> contents(String json) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("nothing", new byte[0]);
    all.put("the text", utf8(json));
    all.put("a mark of UTF-8", joined(hex("efbbbf"), utf8(json)));
    for (String label : List.of("CERTIFICATE", "X509 CRL", "PRIVATE KEY", "QUOTE")) {
      // The end's dashes are those of the beginning.
      all.put(
          "armour of " + label + " within itself",
          utf8("-----BEGIN " + label + "-----END " + label + "-----\n"));
    }
    all.put("two marks of UTF-8", joined(hex("efbbbfefbbbf"), utf8(json)));
    all.put("a mark alone", hex("efbbbf"));
    all.put("NUL inside", with(json, 0));
    all.put("NUL last", joined(utf8(json), new byte[1]));
    all.put("twice", utf8(json + json));
    all.put("brackets", utf8("[".repeat(DEEP)));
    all.put("braces", utf8("{\"a\":".repeat(DEEP)));
    for (String value : VALUES) {
      all.put("nothing but " + shown(value), utf8(value));
    }
    for (int i = 0; i <= PREFIXES; i++) {
      byte[] bytes = utf8(json);
      int length = (int) ((long) bytes.length * i / PREFIXES);
      all.put("the first " + length + " bytes", Arrays.copyOf(bytes, length));
    }
    Random random = new Random(json.length());
    for (int i = 0; i < NOISES; i++) {
      byte[] bytes = utf8(json);
      for (int n = 0; n <= i && bytes.length > 0; n++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      all.put("noise " + i, bytes);
    }
    for (String name : names(json)) {
      members(json, name, all);
    }
    return all;
  }

  private static void members(String json, String name, Map<String, byte[]> all) {
    String first = "\"" + name + "\":";
    String quoted = Pattern.quote("\"" + name + "\"") + " ?:";
    for (String value : VALUES) {
      String other = first + value + ",\"was " + name + "\":";
      all.put(
          name + ": " + shown(value),
          utf8(json.replaceFirst(quoted, Matcher.quoteReplacement(other))));
    }
    String deep = first + "[".repeat(DEEP) + "]".repeat(DEEP) + ",\"was " + name + "\":";
    all.put(name + ": brackets", utf8(json.replaceFirst(quoted, Matcher.quoteReplacement(deep))));
    String twice = first + "null,\"\\u00" + Integer.toHexString(name.charAt(0));
    twice += name.substring(1) + "\":";
    all.put(name + " twice", utf8(json.replaceFirst(quoted, Matcher.quoteReplacement(twice))));
  }

  private static Set<String> names(String json) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = MEMBER.matcher(json);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String shown(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "..." : value;
  }

  /** These bytes in the middle of the text. */
  private static byte[] with(String text, int... bytes) {
    byte[] all = utf8(text);
    int at = Math.max(text.indexOf('"') + 1, Math.min(1, all.length));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(all, 0, at);
    for (int b : bytes) {
      out.write(b);
    }
    out.write(all, at, all.length - at);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
