package io.github.quotary.cli.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.QuoteHeader;
import io.github.quotary.quote.SgxAttribute;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TeeType;
import io.github.quotary.quote.XfamFeature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The meanings of a quote's field values, by field name. */
final class FieldMeanings {
  private static final String UNKNOWN = "unknown";

  private final int version;

  /** Meanings in a quote of this version. */
  FieldMeanings(int version) {
    this.version = version;
  }

  /** The meaning of a number, or null if it has none beyond its value. */
  @Nullable Meaning ofNumber(String field, long value) {
    return switch (field) {
      case "version" -> value >= 3 && value <= 5 ? null : Meaning.of(UNKNOWN);
      case "attestationKeyType" -> Meaning.of(keyType(value));
      case "teeType" -> Meaning.of(TeeType.of(value).map(Enum::name).orElse(UNKNOWN));
      case "qeSvn", "pceSvn" -> version == 3 ? null : Meaning.of("reserved in version " + version);
      case "bodyType" -> Meaning.of(bodyType(value));
      case "certificationDataType" -> Meaning.of(certificationDataType(value));
      default -> null;
    };
  }

  private static String keyType(long value) {
    return value == 2 ? "ECDSA P-256" : value == 3 ? "ECDSA P-384" : UNKNOWN;
  }

  private static String bodyType(long value) {
    return switch ((int) value) {
      case 1 -> "SGX enclave report";
      case 2 -> "TD report 1.0";
      case 3 -> "TD report 1.5";
      case 4 -> "TD report 1.5, extended";
      default -> UNKNOWN;
    };
  }

  private static String certificationDataType(long value) {
    return switch ((int) value) {
      case 1 -> "PPID in clear, CPUSVN, PCESVN, PCE-ID";
      case 2 -> "PPID encrypted with RSA-2048, CPUSVN, PCESVN, PCE-ID";
      case 3 -> "PPID encrypted with RSA-3072, CPUSVN, PCESVN, PCE-ID";
      case 4 -> "PCK certificate";
      case 5 -> "PCK certificate chain";
      case 6 -> "QE report certification data";
      case 7 -> "platform manifest";
      default -> UNKNOWN;
    };
  }

  /** The meaning of bytes, or null if they have none beyond their value. */
  @Nullable Meaning ofBytes(String field, byte[] value) {
    return switch (field) {
      case "qeVendorId" ->
          Meaning.of(
              QuoteHeader.intelQeVendorId().toString().equals(HexFormat.of().formatHex(value))
                  ? "Intel"
                  : UNKNOWN);
      case "userData" -> Meaning.of("QE id " + HexFormat.of().formatHex(value, 0, 16));
      case "teeTcbSvn", "teeTcbSvn2", "initTeeTcbSvn" -> teeTcbSvn(value);
      case "tdAttributes" -> Meaning.of(bits(value, 0, TdAttribute::nameOf));
      case "xfam" -> Meaning.of(bits(value, 0, XfamFeature::nameOf));
      case "attributes" -> enclaveAttributes(value);
      case "miscSelect" -> Meaning.of(bits(value, 0, FieldMeanings::miscSelect));
      case "mrServiceTd" -> isZero(value) ? Meaning.of("no service TD") : null;
      default -> null;
    };
  }

  private static Meaning teeTcbSvn(byte[] value) {
    int moduleSvn = value[0] & 0xff;
    int moduleVersion = value[1] & 0xff;
    int seamLoaderSvn = value[2] & 0xff;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("moduleSvn", moduleSvn);
    json.put("moduleVersion", moduleVersion);
    json.put("seamLoaderSvn", seamLoaderSvn);
    String module =
        moduleVersion == 0
            ? "TDX module"
            : String.format(Locale.ROOT, "TDX module TDX_%02X", moduleVersion);
    return new Meaning(module + " SVN " + moduleSvn + ", SEAM loader SVN " + seamLoaderSvn, json);
  }

  private static Meaning enclaveAttributes(byte[] value) {
    Meaning flags = Meaning.of(bits(value, 0, SgxAttribute::nameOf));
    Meaning xfrm = Meaning.of(bits(value, Long.BYTES, XfamFeature::nameOf));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("flags", flags.json());
    json.set("xfrm", xfrm.json());
    return new Meaning(flags.text() + "; XFRM " + xfrm.text(), json);
  }

  private static String miscSelect(int bit) {
    return bit == 0 ? "EXINFO" : bit == 1 ? "CPINFO" : "reserved bit " + bit;
  }

  /** Names of the bits that are set in up to 8 bytes. */
  private static List<String> bits(byte[] value, int from, IntFunction<String> names) {
    byte[] eight = new byte[Long.BYTES];
    System.arraycopy(value, from, eight, 0, Math.min(Long.BYTES, value.length - from));
    long bits = ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return IntStream.range(0, Long.SIZE)
        .filter(bit -> (bits & (1L << bit)) != 0)
        .mapToObj(names)
        .toList();
  }

  static boolean isZero(byte[] value) {
    for (byte b : value) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
