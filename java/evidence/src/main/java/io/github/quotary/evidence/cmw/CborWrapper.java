package io.github.quotary.evidence.cmw;

import io.github.quotary.domain.format.CborReader;
import io.github.quotary.domain.format.CborReader.Kind;
import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A wrapper in CBOR: an array of type, bytes and perhaps indicator; bytes under the tag of a CoAP
 * content format; or a map of wrappers by label. Not thread-safe.
 *
 * <p>Sources: RFC 9999; RFC 9277, section 4.3, for the tags.
 */
final class CborWrapper {
  /** The tag of content format 0; of every 256 tags from it on 255 are used. */
  private static final long FIRST_TAG = 0x63740101L;

  private static final int BLOCK = 256;

  private final List<Message> messages = new ArrayList<>();
  private final CborReader cbor;
  private boolean named;

  private CborWrapper(Cursor in) {
    cbor = new CborReader(in);
  }

  /**
   * The messages of a wrapper; none if the bytes are CBOR that may be anything.
   *
   * @throws MalformedException if they are not a wrapper, or not to their end
   */
  static List<Message> read(byte[] bytes) throws MalformedException {
    Cursor in = new Cursor(ByteBuffer.wrap(bytes));
    CborWrapper wrapper = new CborWrapper(in);
    Kind kind = wrapper.cbor.next();
    wrapper.readAll(in);
    return kind == Kind.MAP && !wrapper.named ? List.of() : wrapper.messages;
  }

  /**
   * The messages of what is said to be a wrapper.
   *
   * @throws MalformedException if the bytes are not a wrapper, or not to their end
   */
  static List<Message> messages(byte[] bytes) throws MalformedException {
    Cursor in = new Cursor(ByteBuffer.wrap(bytes));
    CborWrapper wrapper = new CborWrapper(in);
    wrapper.readAll(in);
    return wrapper.messages;
  }

  private void readAll(Cursor in) throws MalformedException {
    read("", 0);
    in.requireEnd();
  }

  /** Whether the bytes begin with the tag of a content format. */
  static boolean hasTag(byte[] bytes) {
    try {
      return contentFormat(new CborReader(new Cursor(ByteBuffer.wrap(bytes))).tag()) >= 0;
    } catch (MalformedException e) {
      return false;
    }
  }

  private void read(String label, int depth) throws MalformedException {
    ConceptualMessage.requireRoom(depth, messages.size());
    switch (cbor.next()) {
      case ARRAY -> record(label);
      case TAG -> tagged(label, depth);
      case MAP -> collection(depth);
      default -> throw new MalformedException(0, "neither record, tag nor collection");
    }
  }

  private void record(String label) throws MalformedException {
    int count = cbor.array();
    if (count != 2 && count != 3) {
      throw new MalformedException(0, "a record of " + count + " values");
    }
    String type = type();
    ByteBuffer value = cbor.octets();
    OptionalLong indicator = count == 3 ? OptionalLong.of(cbor.unsigned()) : OptionalLong.empty();
    messages.add(new Message(label, type, value, indicator));
  }

  private String type() throws MalformedException {
    if (cbor.next() == Kind.UNSIGNED) {
      long number = cbor.unsigned();
      if (!Message.isContentFormat(number)) {
        throw new MalformedException(0, number + " is not a content format");
      }
      return Long.toString(number);
    }
    String type = cbor.text();
    if (!Message.isMediaType(type)) {
      throw new MalformedException(0, "a type that is not a media type");
    }
    return type;
  }

  private void tagged(String label, int depth) throws MalformedException {
    long tag = cbor.tag();
    long format = contentFormat(tag);
    if (format < 0) {
      throw new MalformedException(0, "CBOR tag " + tag + " is not that of a content format");
    }
    if (cbor.next() == Kind.BYTES) {
      messages.add(new Message(label, Long.toString(format), cbor.octets(), OptionalLong.empty()));
    } else if (cbor.next() == Kind.MAP) {
      read(label, depth + 1);
    } else {
      throw new MalformedException(
          0, "content format " + format + " around no bytes, as of a signed wrapper");
    }
  }

  /** The content format of a tag; -1 if it is not of one. */
  private static long contentFormat(long tag) {
    long offset = tag - FIRST_TAG;
    long format = offset / BLOCK * (BLOCK - 1) + offset % BLOCK;
    boolean used = offset >= 0 && offset % BLOCK != BLOCK - 1 && Message.isContentFormat(format);
    return used ? format : -1;
  }

  private void collection(int depth) throws MalformedException {
    int count = cbor.map();
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String label =
          cbor.next() == Kind.UNSIGNED ? Long.toString(cbor.unsigned()) : '"' + cbor.text();
      if (!labels.add(label)) {
        throw new MalformedException(0, "a label twice");
      }
      String name = label.startsWith("\"") ? label.substring(1) : label;
      if (label.equals('"' + JsonWrapper.COLLECTION)) {
        cbor.text();
        named = true;
      } else {
        read(name, depth + 1);
      }
    }
  }
}
