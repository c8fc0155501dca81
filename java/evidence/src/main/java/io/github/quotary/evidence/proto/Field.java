package io.github.quotary.evidence.proto;

import org.jspecify.annotations.Nullable;

/**
 * A field of a message, in the order of the quote's bytes.
 *
 * @param number its number on the wire
 * @param name its name in the text format
 * @param kind what it holds
 * @param width bytes that it has in the quote; 0 if any number is right
 * @param count how often it stands there
 * @param message the message that it holds, if it holds one
 */
record Field(
    int number, String name, Kind kind, int width, int count, @Nullable MessageType message) {
  /** What a field holds, and what its absence means. */
  enum Kind {
    /** An integer, little-endian in the quote; absent if it is 0. */
    NUMBER,
    /** The same; it must be the size of the field after it. */
    SIZE,
    /** Bytes; absent if the message is incomplete. */
    BYTES,
    /** Bytes that not every quote has. */
    OPTIONAL_BYTES,
    /** Another message. */
    MESSAGE
  }

  static Field number(int number, String name, int width) {
    return new Field(number, name, Kind.NUMBER, width, 1, null);
  }

  static Field size(int number, String name, int width) {
    return new Field(number, name, Kind.SIZE, width, 1, null);
  }

  static Field bytes(int number, String name, int width) {
    return new Field(number, name, Kind.BYTES, width, 1, null);
  }

  static Field repeated(int number, String name, int width, int count) {
    return new Field(number, name, Kind.BYTES, width, count, null);
  }

  static Field optional(int number, String name, int width) {
    return new Field(number, name, Kind.OPTIONAL_BYTES, width, 1, null);
  }

  static Field message(int number, String name, MessageType message) {
    return new Field(number, name, Kind.MESSAGE, 0, 1, message);
  }

  boolean isInteger() {
    return kind == Kind.NUMBER || kind == Kind.SIZE;
  }
}
