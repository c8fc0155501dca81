package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.quote.QuotePart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the values of a quote's parts. */
final class NodeBuilder {
  private final byte[] quote;
  private final FieldMeanings meanings;
  private long certificationDataType;

  NodeBuilder(byte[] quote) {
    this.quote = quote;
    this.meanings = new FieldMeanings(quote.length < 2 ? 0 : (quote[0] & 0xff) | quote[1] << 8);
  }

  Node build(QuotePart part) {
    Node node = new Node(part.name(), part, null, null, false, List.of());
    return switch (part.kind()) {
      case STRUCTURE -> node.with(part.parts().stream().map(this::build).toList());
      case NUMBER -> part.isCut() ? bytes(node, part) : number(node, part);
      case BYTES ->
          part.name().equals("certificationData")
              ? certificationData(node, part)
              : bytes(node, part);
      case RESERVED -> bytes(node, part);
    };
  }

  private Node number(Node node, QuotePart part) {
    byte[] four = Arrays.copyOf(bytes(part), Integer.BYTES);
    long value =
        Integer.toUnsignedLong(ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (part.name().equals("certificationDataType")) {
      certificationDataType = value;
    }
    return new Node(
        node.name(),
        part,
        LongNode.valueOf(value),
        meanings.ofNumber(part.name(), value),
        false,
        List.of());
  }

  private Node bytes(Node node, QuotePart part) {
    byte[] value = bytes(part);
    @Nullable Meaning meaning = part.isCut() ? null : meanings.ofBytes(part.name(), value);
    return new Node(
        node.name(),
        part,
        TextNode.valueOf(HexFormat.of().formatHex(value)),
        meaning,
        false,
        List.of());
  }

  private Node certificationData(Node node, QuotePart part) {
    ByteBuffer data = ByteBuffer.wrap(quote, part.offset(), part.available()).slice();
    Node certificates = CertificateNodes.of(data);
    if (!certificates.children().isEmpty()) {
      return node.with(List.of(certificates));
    }
    int ppidSize = certificationDataType == 1 ? 16 : certificationDataType == 2 ? 256 : 384;
    return certificationDataType >= 1
            && certificationDataType <= 3
            && !part.isCut()
            && part.length() == ppidSize + 20L
        ? node.with(platform(part.offset(), ppidSize))
        : bytes(node, part);
  }

  /** PPID, CPUSVN, PCESVN and PCE-ID (Intel, {@code sgx_quote_3.h}). */
  private List<Node> platform(int offset, int ppidSize) {
    int cpuSvn = offset + ppidSize;
    List<Node> nodes = new ArrayList<>();
    nodes.add(
        part(
            certificationDataType == 1 ? "ppid" : "encryptedPpid",
            QuotePart.Kind.BYTES,
            offset,
            ppidSize));
    nodes.add(part("cpuSvn", QuotePart.Kind.BYTES, cpuSvn, 16));
    nodes.add(part("pckPceSvn", QuotePart.Kind.NUMBER, cpuSvn + 16, 2));
    nodes.add(part("pceId", QuotePart.Kind.NUMBER, cpuSvn + 18, 2));
    return nodes;
  }

  private Node part(String name, QuotePart.Kind kind, int offset, int length) {
    return build(new QuotePart(name, kind, offset, length, length, List.of()));
  }

  private byte[] bytes(QuotePart part) {
    return Arrays.copyOfRange(quote, part.offset(), part.offset() + part.available());
  }
}
