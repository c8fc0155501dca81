package io.github.quotary.fuzz.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Inputs of any size that make most of it, by their names. The same bytes each time. */
final class Shapes {
  private static final Map<String, String[]> REPEATED = new LinkedHashMap<>();

  static {
    REPEATED.put("numbers", new String[] {"[", "0,", "0]"});
    REPEATED.put("empty arrays", new String[] {"[", "[],", "0]"});
    REPEATED.put("empty objects", new String[] {"{\"quotes\":[", "{},", "{}]}"});
    REPEATED.put("small objects", new String[] {"[", "{\"quote\":\"\"},", "{}]"});
    REPEATED.put("arrays in arrays", new String[] {"", "[", ""});
    REPEATED.put("objects in objects", new String[] {"", "{\"quote\":", ""});
    REPEATED.put("one text", new String[] {"{\"quote\":\"", "0", "\"}"});
    REPEATED.put("one text of other letters", new String[] {"{\"quote\":\"", "\u0416", "\"}"});
    REPEATED.put("one text of escapes", new String[] {"{\"quote\":\"", "\\u0416", "\"}"});
    REPEATED.put("short lines", new String[] {"", "0\n", ""});
    REPEATED.put("certificates", new String[] {"", "-----BEGIN CERTIFICATE-----\n", ""});
    REPEATED.put(
        "whole certificates",
        new String[] {"", "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n", ""});
    REPEATED.put("base64", new String[] {"", "AAAA", ""});
    REPEATED.put("DER in DER", new String[] {"", "0\u0080", ""});
    REPEATED.put("CBOR arrays in arrays", new String[] {"", "\u0081", ""});
    REPEATED.put("CBOR maps in maps", new String[] {"", "\u00a1a\u0080", ""});
    REPEATED.put("CBOR tags on tags", new String[] {"", "\u00c6\u0080", ""});
    REPEATED.put("lists in lists of YAML", new String[] {"", "- ", ""});
    REPEATED.put("records", new String[] {"", "a.example. 1 IN A 127.0.0.1\n", ""});
    REPEATED.put("sums", new String[] {"", "0".repeat(64) + "  a\n", ""});
  }

  private Shapes() {}

  static Iterable<String> names() {
    return REPEATED.keySet();
  }

  /** The input of this name. */
  static byte[] make(String name, int size) {
    return repeated(REPEATED.get(name), size);
  }

  /** What is valid, and as many spaces or lines as fit. */
  static byte[] padded(byte[] valid, byte with, int size) {
    byte[] all = Arrays.copyOf(valid, size);
    Arrays.fill(all, valid.length, size, with);
    return all;
  }

  private static byte[] repeated(String[] parts, int size) {
    byte[] first = bytes(parts[0]);
    byte[] piece = bytes(parts[1]);
    byte[] last = bytes(parts[2]);
    byte[] all = new byte[size];
    System.arraycopy(first, 0, all, 0, first.length);
    int end = size - last.length;
    int at = first.length;
    for (; at + piece.length <= end; at += piece.length) {
      System.arraycopy(piece, 0, all, at, piece.length);
    }
    Arrays.fill(all, at, end, (byte) ' ');
    System.arraycopy(last, 0, all, end, last.length);
    return all;
  }

  private static byte[] bytes(String text) {
    // Letters below 256 stand for bytes.
    return text.chars().allMatch(c -> c < 256) ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8);
  }
}
