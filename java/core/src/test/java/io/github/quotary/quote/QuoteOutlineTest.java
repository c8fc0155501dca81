package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuoteOutlineTest {
  private static final Map<String, String> SIMULATORS_NAMES =
      Map.of(
          "initservtdattributes", "INIT_SERVTD_ATTR",
          "curservtdattributes", "CUR_SERVTD_ATTR",
          "initservtdhash", "INIT_SERVTD_HASH",
          "curservtdhash", "CUR_SERVTD_HASH",
          "devinfohash", "DEVINFO_HASH",
          "initcpusvn", "INIT_CPUSVN",
          "initteetcbsvn", "INIT_TEE_TCB_SVN",
          "initteefmspc", "INIT_TEE_FMSPC",
          "tdid", "TD_ID");

  private static byte[] quote(QuoteShape shape) {
    return Simulator.seeded(3).evidence(Scenario.upToDate(shape)).quote();
  }

  private static QuoteOutline outline(byte[] quote) {
    return QuoteOutline.of(ByteBuffer.wrap(quote));
  }

  private static QuotePart part(QuotePart parent, String name) {
    return parent.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static String hex(byte[] quote, QuotePart part) {
    return HexFormat.of().formatHex(quote, part.offset(), part.offset() + part.available());
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldLiesWhereTheSimulatorPutIt(QuoteShape shape) {
    byte[] quote = quote(shape);
    QuoteOutline outline = outline(quote);
    assertEquals(Optional.empty(), outline.stop());
    Scenario scenario = Scenario.upToDate(shape);
    QuotePart body = part(outline.quote(), "body");
    assertEquals(shape.bodySize(), body.length());
    int compared = 0;
    for (QuotePart field : body.parts()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String simulators = SIMULATORS_NAMES.getOrDefault(name, name.toUpperCase(Locale.ROOT));
      if (simulators.startsWith("TEETCBSVN")) {
        simulators = simulators.replace("TEETCBSVN", "TEE_TCB_SVN");
      }
      if (shape.isTdx()) {
        assertEquals(
            scenario.quote().td().get(TdField.valueOf(simulators)), hex(quote, field), name);
        compared++;
      } else if (Arrays.stream(EnclaveField.values()).map(Enum::name).anyMatch(simulators::equals)
          && !name.startsWith("reserved")) {
        assertEquals(
            scenario.quote().enclave().get(EnclaveField.valueOf(simulators)),
            hex(quote, field),
            name);
        compared++;
      }
    }
    assertEquals(
        switch (shape) {
          case V4_TDX, V5_TDX_10 -> 15;
          case V5_TDX_15 -> 17;
          case V5_TDX_15_EX -> 27;
          default -> 8;
        },
        compared);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSignedAndWhatSignsIsTheParsersToo(QuoteShape shape) {
    byte[] bytes = quote(shape);
    Quote quote = Quote.copyOf(bytes);
    QuotePart whole = outline(bytes).quote();
    QuotePart auth = part(whole, "authData");
    assertEquals(
        Measurement.of(quote.signatureData().attestationKey()).toString(),
        hex(bytes, part(auth, "attestationKey")));
    QuotePart qe = shape.version() == 3 ? auth : part(auth, "qeReportCertificationData");
    assertEquals(
        Measurement.of(quote.signatureData().qeReport().bytes()).toString(),
        hex(bytes, part(qe, "qeReport")));
    assertEquals(
        Measurement.of(quote.signatureData().qeAuthData()).toString(),
        hex(bytes, part(qe, "qeAuthData")));
    assertEquals(
        Measurement.of(quote.signatureData().certificationData().data()).toString(),
        hex(bytes, part(qe, "certificationData")));
    assertEquals(
        quote.signedRegion().remaining(), part(whole, "authDataSize").offset(), "signed bytes");
  }

  @Test
  void bytesBeyondTheEndAreShownApart() {
    byte[] quote = quote(QuoteShape.V4_TDX);
    byte[] longer = Arrays.copyOf(quote, quote.length + 70);
    QuotePart trailing = part(outline(longer).quote(), "trailing");
    assertEquals(quote.length, trailing.offset());
    assertEquals(70, trailing.length());
  }

  @Test
  void aCutQuoteIsShownUpToTheCut() {
    byte[] quote = Arrays.copyOf(quote(QuoteShape.V4_TDX), 300);
    QuoteOutline outline = outline(quote);
    assertEquals(
        Optional.of(new QuoteOutline.Stop(300, "there are 20 of the 48 bytes of mrOwner")),
        outline.stop());
    QuotePart body = part(outline.quote(), "body");
    assertTrue(body.isCut());
    QuotePart last = body.parts().get(body.parts().size() - 1);
    assertEquals(new QuotePart("mrOwner", QuotePart.Kind.BYTES, 280, 48, 20, List.of()), last);
  }

  @Test
  void aLayoutThatIsNotKnownEndsTheOutline() {
    byte[] version = quote(QuoteShape.V4_TDX);
    version[0] = 7;
    assertEquals(
        Optional.of(new QuoteOutline.Stop(48, "the layout of version 7 is not known")),
        outline(version).stop());
    assertEquals(
        List.of("header", "rest"),
        outline(version).quote().parts().stream().map(QuotePart::name).toList());
    byte[] tee = quote(QuoteShape.V4_TDX);
    tee[4] = 0x55;
    assertEquals(48, outline(tee).stop().orElseThrow().offset());
  }

  @Test
  void aFaultThatLeavesTheLayoutAloneEndsNothing() {
    byte[] vendor = quote(QuoteShape.V5_TDX_15);
    vendor[12] ^= 1;
    vendor[50] ^= 1;
    assertEquals(Optional.empty(), outline(vendor).stop());
    byte[] outer = quote(QuoteShape.V4_TDX);
    int type = part(part(outline(outer).quote(), "authData"), "certificationDataType").offset();
    outer[type] = 5;
    assertEquals(Optional.empty(), outline(outer).stop());
    assertEquals(
        "certificationData",
        part(part(outline(outer).quote(), "authData"), "certificationData").name());
  }

  @Test
  void anUnknownBodyTypeHasItsDeclaredSize() {
    byte[] quote = quote(QuoteShape.V5_TDX_15);
    quote[48] = 9;
    QuoteOutline outline = outline(quote);
    assertEquals(Optional.empty(), outline.stop());
    assertEquals(648, part(outline.quote(), "body").length());
  }

  /** All parts without parts of their own, in order. */
  static List<QuotePart> leaves(QuotePart part) {
    if (part.kind() != QuotePart.Kind.STRUCTURE) {
      return List.of(part);
    }
    List<QuotePart> leaves = new ArrayList<>();
    part.parts().forEach(child -> leaves.addAll(leaves(child)));
    return leaves;
  }
}
