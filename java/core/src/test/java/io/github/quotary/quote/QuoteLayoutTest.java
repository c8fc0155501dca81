package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of every structure stands where Intel's documents put it. The bytes of header, body
 * and QE report are numbered, so that a wrong offset or length shows whatever the field.
 */
class QuoteLayoutTest {
  private static final List<QuoteShape> TD_SHAPES =
      Stream.of(QuoteShape.values()).filter(QuoteShape::isTdx).toList();

  /** A field: where it stands in its structure, and what reads it. */
  private record Field<T>(String name, int offset, int length, Function<T, Object> value) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Field<TdReport>> TD_10 =
      List.of(
          new Field<>("TEE_TCB_SVN", 0, 16, r -> r.teeTcbSvn().toByteArray()),
          new Field<>("MRSEAM", 16, 48, TdReport::mrSeam),
          new Field<>("MRSIGNERSEAM", 64, 48, TdReport::mrSignerSeam),
          new Field<>("SEAMATTRIBUTES", 112, 8, TdReport::seamAttributes),
          new Field<>("TDATTRIBUTES", 120, 8, TdReport::tdAttributes),
          new Field<>("TDATTRIBUTES, integer", 120, 8, TdReport::tdAttributeBits),
          new Field<>("XFAM", 128, 8, TdReport::xfam),
          new Field<>("XFAM, integer", 128, 8, TdReport::xfamBits),
          new Field<>("MRTD", 136, 48, TdReport::mrTd),
          new Field<>("MRCONFIGID", 184, 48, TdReport::mrConfigId),
          new Field<>("MROWNER", 232, 48, TdReport::mrOwner),
          new Field<>("MROWNERCONFIG", 280, 48, TdReport::mrOwnerConfig),
          new Field<>("RTMR0", 328, 48, r -> r.rtmr(0)),
          new Field<>("RTMR1", 376, 48, r -> r.rtmr(1)),
          new Field<>("RTMR2", 424, 48, r -> r.rtmr(2)),
          new Field<>("RTMR3", 472, 48, r -> r.rtmr(3)),
          new Field<>("REPORTDATA", 520, 64, TdReport::reportData),
          new Field<>("REPORTDATA, window", 520, 64, TdReport::reportDataBytes));

  private static final List<Field<TdReport15>> TD_15 =
      List.of(
          new Field<>("TEE_TCB_SVN2", 584, 16, r -> r.teeTcbSvn2().toByteArray()),
          new Field<>("MRSERVICETD", 600, 48, TdReport15::mrServiceTd));

  private static final List<Field<TdReport15Ex>> TD_15_EX =
      List.of(
          new Field<>("VMID", 648, 1, TdReport15Ex::vmId),
          new Field<>("TD_ID", 649, 32, TdReport15Ex::tdId),
          new Field<>("DEVINFO hash", 681, 48, TdReport15Ex::devInfoHash),
          new Field<>("INIT_SERVTD_HASH", 729, 48, TdReport15Ex::initServTdHash),
          new Field<>("INIT_SERVTD_ATTR", 777, 8, TdReport15Ex::initServTdAttributes),
          new Field<>("INIT_CPUSVN", 785, 16, TdReport15Ex::initCpuSvn),
          new Field<>("INIT_TEE_TCB_SVN", 801, 16, r -> r.initTeeTcbSvn().toByteArray()),
          new Field<>("INIT_TEE_FMSPC", 817, 12, TdReport15Ex::initTeeFmspc),
          new Field<>("CUR_SERVTD_HASH", 829, 48, TdReport15Ex::curServTdHash),
          new Field<>("CUR_SERVTD_ATTR", 877, 8, TdReport15Ex::curServTdAttributes));

  private static final List<Field<EnclaveReport>> ENCLAVE =
      List.of(
          new Field<>("CPUSVN", 0, 16, EnclaveReport::cpuSvn),
          new Field<>("MISCSELECT", 16, 4, EnclaveReport::miscSelect),
          new Field<>("ISVEXTPRODID", 32, 16, EnclaveReport::isvExtProdId),
          new Field<>("ATTRIBUTES", 48, 16, EnclaveReport::attributes),
          new Field<>("MRENCLAVE", 64, 32, EnclaveReport::mrEnclave),
          new Field<>("MRSIGNER", 128, 32, EnclaveReport::mrSigner),
          new Field<>("CONFIGID", 192, 64, EnclaveReport::configId),
          new Field<>("ISVPRODID", 256, 2, EnclaveReport::isvProdId),
          new Field<>("ISVSVN", 258, 2, EnclaveReport::isvSvn),
          new Field<>("CONFIGSVN", 260, 2, EnclaveReport::configSvn),
          new Field<>("ISVFAMILYID", 304, 16, EnclaveReport::isvFamilyId),
          new Field<>("REPORTDATA", 320, 64, EnclaveReport::reportData),
          new Field<>("REPORTDATA, window", 320, 64, EnclaveReport::reportDataBytes));

  private static final List<Field<QuoteHeader>> HEADER =
      List.of(
          new Field<>("version", 0, 2, QuoteHeader::version),
          new Field<>("attestation key type", 2, 2, QuoteHeader::attestationKeyType),
          new Field<>("QE SVN", 8, 2, QuoteHeader::qeSvn),
          new Field<>("PCE SVN", 10, 2, QuoteHeader::pceSvn),
          new Field<>("QE vendor id", 12, 16, QuoteHeader::qeVendorId),
          new Field<>("user data", 28, 20, QuoteHeader::userData));

  static Stream<Arguments> tdFields() {
    return TD_SHAPES.stream().flatMap(shape -> TD_10.stream().map(f -> Arguments.of(shape, f)));
  }

  @ParameterizedTest
  @MethodSource("tdFields")
  void tdReport(QuoteShape shape, Field<TdReport> field) {
    byte[] bytes = numbered(shape);
    check(bytes, bodyOf(shape), field, body(bytes, TdReport.class));
  }

  static Stream<Arguments> td15Fields() {
    return Stream.of(QuoteShape.V5_TDX_15, QuoteShape.V5_TDX_15_EX)
        .flatMap(shape -> TD_15.stream().map(f -> Arguments.of(shape, f)));
  }

  @ParameterizedTest
  @MethodSource("td15Fields")
  void tdReport15(QuoteShape shape, Field<TdReport15> field) {
    byte[] bytes = numbered(shape);
    check(bytes, bodyOf(shape), field, body(bytes, TdReport15.class));
  }

  static Stream<Field<TdReport15Ex>> td15ExFields() {
    return TD_15_EX.stream();
  }

  @ParameterizedTest
  @MethodSource("td15ExFields")
  void tdReport15Ex(Field<TdReport15Ex> field) {
    byte[] bytes = numbered(QuoteShape.V5_TDX_15_EX);
    check(bytes, bodyOf(QuoteShape.V5_TDX_15_EX), field, body(bytes, TdReport15Ex.class));
  }

  static Stream<Arguments> enclaveFields() {
    return Stream.of(QuoteShape.V3_SGX, QuoteShape.V4_SGX, QuoteShape.V5_SGX)
        .flatMap(shape -> ENCLAVE.stream().map(f -> Arguments.of(shape, f)));
  }

  @ParameterizedTest
  @MethodSource("enclaveFields")
  void enclaveReport(QuoteShape shape, Field<EnclaveReport> field) {
    byte[] bytes = numbered(shape);
    check(bytes, bodyOf(shape), field, body(bytes, EnclaveReport.class));
  }

  static Stream<Arguments> qeFields() {
    return Stream.of(QuoteShape.values())
        .flatMap(shape -> ENCLAVE.stream().map(f -> Arguments.of(shape, f)));
  }

  @ParameterizedTest
  @MethodSource("qeFields")
  void qeReport(QuoteShape shape, Field<EnclaveReport> field) {
    byte[] bytes = numbered(shape);
    EnclaveReport report = Quote.copyOf(bytes).signatureData().qeReport();
    check(bytes, QuoteBytes.of(shape).qe(), field, report);
  }

  static Stream<Arguments> headerFields() {
    return Stream.of(QuoteShape.values())
        .flatMap(shape -> HEADER.stream().map(f -> Arguments.of(shape, f)));
  }

  @ParameterizedTest
  @MethodSource("headerFields")
  void header(QuoteShape shape, Field<QuoteHeader> field) {
    byte[] bytes = numbered(shape);
    check(bytes, 0, field, Quote.copyOf(bytes).header());
  }

  @ParameterizedTest
  @EnumSource
  void versionTeeAndBody(QuoteShape shape) {
    Quote quote = Quote.copyOf(numbered(shape));
    assertEquals(shape.version(), quote.version());
    assertEquals(shape.isTdx() ? TeeType.TDX : TeeType.SGX, quote.teeType());
    assertEquals(shape.teeType(), (int) quote.header().teeType().value());
    assertEquals(bodyType(shape), quote.body().getClass());
    assertEquals(shape.bodySize(), quote.body().bytes().remaining());
  }

  @ParameterizedTest
  @EnumSource
  void signedRegionAndAuthenticationData(QuoteShape shape) {
    QuoteBytes layout = QuoteBytes.of(shape);
    byte[] bytes = layout.bytes();
    Quote quote = Quote.copyOf(bytes);
    SignatureData data = quote.signatureData();
    assertEquals(ByteBuffer.wrap(bytes, 0, layout.authSize()), quote.signedRegion());
    assertEquals(hex(bytes, layout.auth(), 64), hex(data.quoteSignature().toRaw()));
    assertEquals(ByteBuffer.wrap(bytes, layout.auth() + 64, 64), data.attestationKey());
    assertEquals(ByteBuffer.wrap(bytes, layout.qe(), 384), data.qeReport().bytes());
    assertEquals(hex(bytes, layout.qe() + 384, 64), hex(data.qeReportSignature().toRaw()));
    assertEquals(ByteBuffer.wrap(bytes, layout.qe() + 450, 32), data.qeAuthData());
    assertEquals(5, data.certificationData().type());
    int start = layout.certification();
    assertEquals(
        ByteBuffer.wrap(bytes, start, bytes.length - start), data.certificationData().data());
  }

  @ParameterizedTest
  @EnumSource(names = {"V5_TDX_15", "V5_TDX_15_EX"})
  void serviceTdIsNoneOnlyWhereAllBytesAreZero(QuoteShape shape) {
    int field = bodyOf(shape) + 600;
    QuoteBytes none = QuoteBytes.of(shape);
    for (int i = 0; i < 48; i++) {
      none.flip(field + i, (int) none.read(field + i, 1));
    }
    assertEquals(true, body(none.bytes(), TdReport15.class).hasNoServiceTd());
    for (int i = 0; i < 48; i++) {
      byte[] bound = QuoteBytes.of(shape, none.bytes()).flip(field + i, 0x80).bytes();
      assertEquals(false, body(bound, TdReport15.class).hasNoServiceTd(), "byte " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V3_SGX", "V4_SGX", "V5_SGX"})
  void debugIsBitOneOfTheAttributes(QuoteShape shape) {
    int attributes = bodyOf(shape) + 48;
    QuoteBytes layout = QuoteBytes.of(shape);
    byte[] none = layout.flip(attributes, (int) layout.read(attributes, 1)).bytes();
    for (int bit = 0; bit < 8; bit++) {
      byte[] bytes = QuoteBytes.of(shape, none).flip(attributes, 1 << bit).bytes();
      assertEquals(bit == 1, body(bytes, EnclaveReport.class).isDebug(), "bit " + bit);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "V4_TDX")
  void thereAreFourRtmrs(QuoteShape shape) {
    TdReport report = body(numbered(shape), TdReport.class);
    assertThrows(IndexOutOfBoundsException.class, () -> report.rtmr(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> report.rtmr(4));
  }

  @ParameterizedTest
  @EnumSource
  void reportDataIsComparedWhole(QuoteShape shape) {
    byte[] bytes = numbered(shape);
    ReportBody body = Quote.copyOf(bytes).body();
    byte[] expected = body.reportData().toByteArray();
    assertEquals(64, expected.length);
    assertEquals(true, body.reportDataEquals(ByteBuffer.wrap(expected)));
    assertEquals(false, body.reportDataEquals(ByteBuffer.wrap(expected, 0, 32)));
    expected[63] ^= 1;
    assertEquals(false, body.reportDataEquals(ByteBuffer.wrap(expected)));
  }

  /** The report is masked, the value that is asked for is not. */
  @ParameterizedTest
  @EnumSource(names = "V3_SGX")
  void fieldsAreComparedUnderAMask(QuoteShape shape) {
    EnclaveReport report = body(numbered(shape), EnclaveReport.class);
    Measurement all = Measurement.fromHex("ff".repeat(16));
    Measurement first = Measurement.fromHex("ff" + "00".repeat(15));
    String attributes = report.attributes().toString();
    Measurement firstOnly = Measurement.fromHex(attributes.substring(0, 2) + "00".repeat(15));
    assertEquals(true, report.attributesMatch(report.attributes(), all));
    assertEquals(true, report.attributesMatch(firstOnly, first));
    assertEquals(false, report.attributesMatch(report.attributes(), first));
    assertEquals(false, report.attributesMatch(firstOnly, all));
    Measurement misc = report.miscSelect();
    assertEquals(true, report.miscSelectMatches(misc, Measurement.fromHex("ffffffff")));
    assertEquals(false, report.miscSelectMatches(misc, Measurement.fromHex("ffffff00")));
    assertEquals(true, report.isMrSigner(report.mrSigner()));
    assertEquals(false, report.isMrSigner(report.mrEnclave()));
  }

  private static <T> void check(byte[] bytes, int start, Field<T> field, T structure) {
    int offset = start + field.offset();
    byte[] expected = Arrays.copyOfRange(bytes, offset, offset + field.length());
    Object value = field.value().apply(structure);
    if (value instanceof Number number) {
      assertEquals(littleEndian(expected), number.longValue());
    } else {
      assertEquals(HexFormat.of().formatHex(expected), hexOf(value));
    }
  }

  private static String hexOf(Object value) {
    if (value instanceof byte[] array) {
      return hex(array);
    }
    if (value instanceof ByteBuffer buffer) {
      return Measurement.of(buffer).toString();
    }
    return assertInstanceOf(Measurement.class, value).toString();
  }

  private static long littleEndian(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }

  /** A quote whose free header bytes, body and QE report count up, by 7 modulo 251. */
  private static byte[] numbered(QuoteShape shape) {
    QuoteBytes layout = QuoteBytes.of(shape);
    byte[] bytes = layout.bytes();
    number(bytes, 8, 4);
    number(bytes, 28, 20);
    number(bytes, layout.body(), shape.bodySize());
    number(bytes, layout.qe(), 384);
    return bytes;
  }

  private static void number(byte[] bytes, int offset, int length) {
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = (byte) (7 * (i + 1) % 251);
    }
  }

  private static int bodyOf(QuoteShape shape) {
    return shape.version() == 5 ? 54 : 48;
  }

  private static <T extends ReportBody> T body(byte[] bytes, Class<T> type) {
    return assertInstanceOf(type, Quote.copyOf(bytes).body());
  }

  private static Class<? extends ReportBody> bodyType(QuoteShape shape) {
    return switch (shape) {
      case V3_SGX, V4_SGX, V5_SGX -> EnclaveReport.class;
      case V4_TDX, V5_TDX_10 -> TdReport10.class;
      case V5_TDX_15 -> TdReport15.class;
      case V5_TDX_15_EX -> TdReport15Ex.class;
    };
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String hex(byte[] bytes, int offset, int length) {
    return HexFormat.of().formatHex(bytes, offset, offset + length);
  }
}
