package io.github.quotary.evidence.proto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoTdxGuestQuoteTest {
  private static byte[] quote(QuoteShape shape) {
    return Simulator.seeded(7).evidence(Scenario.upToDate(shape)).quote();
  }

  private static final byte[] QUOTE = quote(QuoteShape.V4_TDX);

  private static void assertReads(byte[] expected, byte[] input) {
    assertEquals(
        Optional.of(Recognition.Parts.of(new Part.QuotePart(ByteBuffer.wrap(expected), List.of()))),
        GoTdxGuestQuote.read(input));
  }

  private static String refusal(byte[] input) {
    Recognition recognition = GoTdxGuestQuote.read(input).orElseThrow();
    return ((Recognition.Refused) recognition).reason();
  }

  @ParameterizedTest
  @EnumSource(names = {"V4_TDX", "V5_TDX_10", "V5_TDX_15"})
  void putsEveryByteOfTheQuoteTogether(QuoteShape shape) {
    byte[] quote = quote(shape);
    assertReads(quote, GuestMessage.of(quote).wire());
    assertReads(quote, GuestMessage.of(quote).textBytes());
    byte[] padded = Arrays.copyOf(quote, quote.length + 100);
    assertReads(padded, GuestMessage.of(padded).wire());
    assertReads(padded, GuestMessage.of(padded).textBytes());
  }

  @Test
  void readsTheFormsOfText() {
    String text = GuestMessage.of(QUOTE).text("");
    for (String other :
        new String[] {
          text.replace(": {\n", "{\n"),
          text.replace(": {\n", " <\n").replace("}\n", ">\n"),
          text.replace("\n", " "),
          text.replace("\"\n", "\";\n").replace("}\n", "},\n"),
          text.replace("version: 4", "version: 0x4").replace("tee_type: 129", "tee_type:0201"),
          text.replace("\\x00", "\\000"),
          text.replace("pce_svn: \"", "pce_svn: '' \""),
          text.replace("rtmrs: \"", "rtmrs: [\"").replaceAll("(rtmrs: .*)", "$1]"),
        }) {
      assertReads(QUOTE, other.getBytes(ISO_8859_1));
    }
  }

  @Test
  void readsUnescapedUtf8AsGoWritesIt() {
    byte[] quote = QUOTE.clone();
    byte[] name = "\u00e9".getBytes(UTF_8);
    System.arraycopy(name, 0, quote, 48 + 520, 2);
    String text =
        GuestMessage.of(quote)
            .text("")
            .replaceFirst(
                "\\n  report_data: \"\\\\303\\\\251",
                "\n  report_data: \"" + new String(name, ISO_8859_1));
    assertTrue(text.contains(new String(name, ISO_8859_1)));
    assertReads(quote, text.getBytes(ISO_8859_1));
    assertReads(quote, text.replace(new String(name, ISO_8859_1), "\\u00e9").getBytes(ISO_8859_1));
  }

  @Test
  void namesWhatIsMissing() {
    GuestMessage message = GuestMessage.of(QUOTE);
    message.message("td_quote_body").without("mr_seam");
    message.message("signed_data").without("certification_data");
    for (byte[] form : new byte[][] {message.wire(), message.textBytes()}) {
      String reason = refusal(form);
      assertTrue(
          reason.contains(
              "(QuoteV4) without td_quote_body.mr_seam, signed_data.certification_data:"
                  + " incomplete"),
          reason);
      assertTrue(reason.contains("protobuf"), reason);
    }
    assertTrue(
        refusal(
                new GuestMessage()
                    .with(1, "header", GuestMessage.of(QUOTE).message("header"))
                    .wire())
            .contains("without td_quote_body, signed_data: incomplete"));
  }

  @Test
  void refusesSizesThatContradict() {
    assertTrue(
        refusal(GuestMessage.of(QUOTE).replace("signed_data_size", 7L).wire())
            .contains("7 by the size before it"));
    GuestMessage message = GuestMessage.of(quote(QuoteShape.V5_TDX_15));
    message
        .message("td_quote_body_descriptor")
        .message("td_quote_body_v5")
        .without("mr_service_td");
    assertTrue(refusal(message.wire()).contains("td_quote_body_v5 has 600 bytes"));
  }

  @Test
  void refusesWhatTheMessagesDoNotHave() {
    GuestMessage message = GuestMessage.of(QUOTE);
    assertTrue(
        refusal(GuestMessage.of(QUOTE).with(6, "more", new byte[1]).wire()).contains("number 6"));
    assertTrue(
        refusal(GuestMessage.of(QUOTE).with(6, "more", new byte[1]).textBytes())
            .contains("no field more"));
    message.message("td_quote_body").replace("mr_td", new byte[47]);
    assertTrue(refusal(message.wire()).contains("mr_td has 47 bytes, not 48"));
    GuestMessage twice = GuestMessage.of(QUOTE);
    assertTrue(
        refusal(twice.with(4, "signed_data", twice.message("signed_data")).wire())
            .contains("signed_data stands there too often"));
    GuestMessage wide = GuestMessage.of(QUOTE);
    wide.message("header").replace("attestation_key_type", 0x10002L);
    assertEquals(Optional.empty(), GoTdxGuestQuote.read(wide.wire()));
  }

  @Test
  void leavesEverythingElseAlone() {
    for (byte[] other :
        new byte[][] {
          {},
          QUOTE,
          "header of a mail: {}".getBytes(US_ASCII),
          "header: { version: 3 tee_type: 129 }".getBytes(US_ASCII),
          "header: { version: 4 tee_type: 0 }".getBytes(US_ASCII),
          "{\"header\":{}}".getBytes(US_ASCII),
          {0x0a},
          {0x0a, 4, 8, 4, 0x18, 0},
          {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0xf, 0},
        }) {
      assertEquals(Optional.empty(), GoTdxGuestQuote.read(other));
    }
  }

  /** A message cut off never gives a quote; only what can be absent may be. */
  @Test
  void refusesOrLeavesAloneWhatIsCutOff() {
    for (byte[] whole :
        new byte[][] {GuestMessage.of(QUOTE).wire(), GuestMessage.of(QUOTE).textBytes()}) {
      int end = whole[whole.length - 1] == '\n' ? whole.length - 1 : whole.length;
      for (int size = 0; size < end; size++) {
        Optional<Recognition> read = GoTdxGuestQuote.read(Arrays.copyOf(whole, size));
        assertTrue(read.isEmpty() || read.get() instanceof Recognition.Refused, "cut to " + size);
      }
    }
  }
}
