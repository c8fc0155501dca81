package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client asks for before it is answered, RFC 6066, section 3, and RFC 7301.
 *
 * @param host by SNI, in lower case and without a final dot; empty if the client names none
 * @param protocols by ALPN, in the client's order
 */
record ClientHello(String host, List<String> protocols) {
  static final ClientHello EMPTY = new ClientHello("", List.of());

  /** The protocol of the challenge of RFC 8737. */
  static final String ACME_TLS = "acme-tls/1";

  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;
  private static final int HOST_NAME = 0;

  /** Whether this is the handshake of a validation and nothing else. */
  boolean isChallenge() {
    return protocols.equals(List.of(ACME_TLS));
  }

  /**
   * Reads the body of a ClientHello. A malformed one is read as far as it makes sense: the TLS
   * engine, which reads it anew, is the one to refuse it.
   */
  static ClientHello parse(ByteBuf body) {
    ByteBuf in = body.slice();
    String host = "";
    List<String> protocols = List.of();
    try {
      in.skipBytes(VERSION_AND_RANDOM);
      in.skipBytes(in.readUnsignedByte());
      in.skipBytes(in.readUnsignedShort());
      in.skipBytes(in.readUnsignedByte());
      ByteBuf extensions = in.readSlice(in.readUnsignedShort());
      while (extensions.isReadable()) {
        int type = extensions.readUnsignedShort();
        ByteBuf content = extensions.readSlice(extensions.readUnsignedShort());
        if (type == SERVER_NAME) {
          host = host(content);
        } else if (type == ALPN) {
          protocols = protocols(content);
        }
      }
    } catch (IndexOutOfBoundsException e) {
      // What was read so far counts.
    }
    return new ClientHello(host, protocols);
  }

  private static String host(ByteBuf content) {
    ByteBuf names = content.readSlice(content.readUnsignedShort());
    while (names.isReadable()) {
      int type = names.readUnsignedByte();
      ByteBuf name = names.readSlice(names.readUnsignedShort());
      if (type == HOST_NAME) {
        String host = name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
      }
    }
    return "";
  }

  private static List<String> protocols(ByteBuf content) {
    ByteBuf list = content.readSlice(content.readUnsignedShort());
    List<String> protocols = new ArrayList<>();
    while (list.isReadable()) {
      protocols.add(list.readSlice(list.readUnsignedByte()).toString(StandardCharsets.ISO_8859_1));
    }
    return List.copyOf(protocols);
  }
}
