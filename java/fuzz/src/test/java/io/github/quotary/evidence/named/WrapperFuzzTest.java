package io.github.quotary.evidence.named;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.evidence.azure.AzureEvidence;
import io.github.quotary.evidence.cmw.ConceptualMessage;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.proto.GoTdxGuestQuote;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.rtmr.EventLogFormatException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Quotes in other systems' wrappers: CMW and EAT in CBOR and JSON, Azure's documents,
 * go-tdx-guest's messages, named forms, and event logs in any form.
 */
class WrapperFuzzTest {
  static Stream<byte[]> seeds() {
    byte[] quote = Arrays.copyOf(Seeds.evidence().quote(), 700);
    String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(quote);
    String hex = HexFormat.of().formatHex(quote);
    byte[] bytes = Seeds.join(new byte[] {0x59, 2, (byte) 0xbc}, quote);
    return Stream.of(
        Seeds.forReader(0, "[\"application/vnd.example.intel-tdx-quote\",\"" + base64 + "\",4]"),
        Seeds.forReader(
            0, "{\"__cmwc_t\":\"tag:example.com,2026:a\",\"tdx\":[42,\"" + base64 + "\"]}"),
        Seeds.forReader(0, Seeds.join(new byte[] {(byte) 0x82, 0x18, 42}, bytes)),
        Seeds.forReader(0, Seeds.join(new byte[] {(byte) 0xda, 0x63, 0x74, 1, 0x2b}, bytes)),
        Seeds.forReader(
            1,
            "{\"version\":1,\"tpm_quote\":{\"signature\":\"00\",\"message\":\"ff544347\",\"pcrs\":[\"00\"]},"
                + "\"hcl_report\":\"SENMQQ\",\"td_quote\":\""
                + base64
                + "\"}"),
        Seeds.forReader(2, Seeds.join(new byte[] {0x0a, 4, 8, 4, 0x10, 2, 0x12, 2, 0x0a, 0})),
        Seeds.forReader(
            2, "header: { version: 4 att_key_type: 2 tee_type: 129 }\ntd_quote_body: {}"),
        Seeds.forReader(3, "{\"tdx\":{\"quote\":\"" + base64 + "\"},\"tpm\":null}"),
        Seeds.forReader(3, "{\"quote\":\"" + hex + "\",\"cc_eventlog\":\"\"}"),
        Seeds.forReader(4, Seeds.vector("dstack-0-6", "event-log.json")),
        Seeds.forReader(4, Arrays.copyOf(Seeds.vector("dstack-0-6", "ccel.bin"), 3000)));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"hcl_report\":",
    "\"td_quote\":",
    "\"tpm_quote\":",
    "\"pcrs\":",
    "__cmwc_t",
    "HCLA",
    "header:",
    "td_quote_body:",
    "signed_data:",
    "\"event_log\":"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    int reader = Seeds.reader(input, 5);
    Optional<Recognition> found = read(reader, bytes);
    assertEquals(found.isPresent(), read(reader, bytes).isPresent());
    if (found.orElse(null) instanceof Recognition.Refused refused) {
      assertFalse(refused.reason().isBlank());
    }
    if (reader == 1) {
      assertEquals(AzureEvidence.tpm(bytes).isPresent(), AzureEvidence.tpm(bytes).isPresent());
    } else if (reader == 4) {
      try {
        LogReader.parse(bytes).events();
      } catch (EventLogFormatException | MalformedLogException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
  }

  private static Optional<Recognition> read(int reader, byte[] bytes) {
    return switch (reader) {
      case 0 -> ConceptualMessage.read(bytes);
      case 1 -> AzureEvidence.read(bytes);
      case 2 -> GoTdxGuestQuote.read(bytes);
      case 3 -> NamedForms.read(bytes);
      default -> LogReader.read(bytes);
    };
  }
}
