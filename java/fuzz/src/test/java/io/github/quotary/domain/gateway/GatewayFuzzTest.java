package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gateway publishes: acme-info, and the quotes in it. */
class GatewayFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.gateway().documents().values().stream()
        .flatMap(reply -> Stream.of(0, 1).map(reader -> Seeds.forReader(reader, reply.body())));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"account_uri\":",
    "\"hist_keys\":",
    "\"quoted_hist_keys\":",
    "\"public_key\":",
    "\"quote\":",
    "\"event_log\":"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 0) {
      Reading<AcmeInfo> reading = AcmeInfoReader.read(RawBytes.of(bytes));
      Reading<AcmeInfo> again = AcmeInfoReader.read(RawBytes.of(bytes));
      assertEquals(reading.problem(), again.problem());
      assertEquals(
          reading.found().map(AcmeInfo::historicKeys), again.found().map(AcmeInfo::historicKeys));
      reading.problem().ifPresent(problem -> assertFalse(problem.isBlank()));
    } else {
      assertFalse(QuoteAnswer.read(bytes).toString().isEmpty());
    }
  }
}
