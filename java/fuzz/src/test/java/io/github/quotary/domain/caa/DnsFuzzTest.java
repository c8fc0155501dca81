package io.github.quotary.domain.caa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** CAA's property values, names, and zone files. */
class DnsFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(0, "letsencrypt.org;validationmethods=dns-01;accounturi=https://a/acct/1"),
        Seeds.forReader(1, "*.Example.com."),
        Seeds.forReader(2, Seeds.gateway().witnesses().zone().text()),
        Seeds.forReader(2, Seeds.custom().witnesses().zone().text()));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "accounturi=",
    "validationmethods=",
    "$ORIGIN",
    "$TTL",
    " IN CAA 0 issue ",
    "TYPE257 \\# "
  })
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    String text = new String(bytes, UTF_8);
    switch (Seeds.reader(input, 3)) {
      case 0 -> {
        IssueValue value = IssueValue.parse(text);
        assertEquals(value, IssueValue.parse(text));
        value.methods();
        value.account();
        value.unknownParameters();
        if (!value.isWellFormed()) {
          assertFalse(value.isSatisfiable());
        }
      }
      case 1 ->
          CaaName.parse(text)
              .ifPresent(name -> assertEquals(name, CaaName.parse(text).orElseThrow()));
      default -> zone(bytes);
    }
  }

  private static void zone(byte[] bytes) {
    try {
      ZoneText zone = ZoneText.parse(bytes);
      for (int type : new int[] {Type.CAA, Type.TXT, Type.A}) {
        assertFalse(zone.ask(Name.fromConstantString("example.com."), type).toString().isEmpty());
      }
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
    }
  }
}
