package io.github.quotary.ingress.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What DNS providers answer: XML, wire forms, and values of CAA. */
class ProviderAnswerFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(
            0,
            "<?xml version=\"1.0\"?><ApiResponse Status=\"OK\" xmlns=\"http://api.namecheap.com/xml.response\"><Errors/>"
                + "<CommandResponse><host Name=\"@\" Type=\"A\"/></CommandResponse></ApiResponse>"),
        Seeds.forReader(1, new byte[] {0, 127, 0, 0, 1}),
        Seeds.forReader(1, Seeds.join(new byte[] {4, 0, 5}, Seeds.utf8("issueletsencrypt.org"))),
        Seeds.forReader(2, "letsencrypt.org;validationmethods=dns-01;accounturi=https://a/acct/1"));
  }

  @MethodSource("seeds")
  @DictionaryEntries({"<!DOCTYPE", "<!ENTITY", "]]>", "Status=\"OK\""})
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    switch (Seeds.reader(input, 3)) {
      case 0 ->
          NamecheapXml.parse(bytes)
              .ifPresent(
                  xml -> {
                    xml.isOk();
                    xml.errors();
                    xml.all("host");
                  });
      case 1 -> {
        RecordType[] types = RecordType.values();
        RecordType type = types[Seeds.reader(bytes, types.length)];
        assertEquals(
            WireRecords.read(type, Seeds.rest(bytes)), WireRecords.read(type, Seeds.rest(bytes)));
      }
      default ->
          CaaPin.parse(new String(bytes, UTF_8))
              .ifPresent(
                  pin -> {
                    assertEquals(pin, CaaPin.parse(pin.value()).orElseThrow());
                    assertFalse(pin.properties().isEmpty());
                  });
    }
  }
}
