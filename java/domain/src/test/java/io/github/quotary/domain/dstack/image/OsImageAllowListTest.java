package io.github.quotary.domain.dstack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.quotary.domain.dstack.Workload;
import io.github.quotary.domain.dstack.image.OsImageAllowList.Verdict;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images are accepted, and lists that say so. */
class OsImageAllowListTest {
  private static final String ONES = "11".repeat(48);
  private static final String TWOS = "22".repeat(48);
  private static final String THREES = "33".repeat(48);
  private static final String HASH = "44".repeat(32);

  private static OsImageAllowList list(String json) {
    return OsImageAllowList.read(expand(json)).found().orElseThrow();
  }

  private static String expand(String json) {
    return json.replace('\'', '"')
        .replace("ONES", ONES)
        .replace("TWOS", TWOS)
        .replace("THREES", THREES)
        .replace("HASH", HASH);
  }

  private static TdReport report(int mrtd, int rtmr1, int rtmr2) {
    return new Workload()
        .mrtd(Workload.filled(48, mrtd))
        .register(1, Workload.filled(48, rtmr1))
        .register(2, Workload.filled(48, rtmr2))
        .report();
  }

  @Test
  void allowsByAllThreeRegisters() {
    OsImageAllowList list =
        list(
            "{'images':[{'label':'prod','mrtd':'ONES','rtmr1':'TWOS','rtmr2':'THREES'},"
                + "{'label':'other','os_image_hash':'HASH'}]}");
    assertEquals(new Verdict.Allowed("prod", "registers"), list.check(report(0x11, 0x22, 0x33)));
    for (TdReport other :
        List.of(report(0x12, 0x22, 0x33), report(0x11, 0x23, 0x33), report(0x11, 0x22, 0x34))) {
      assertInstanceOf(Verdict.NotAllowed.class, list.check(other));
      assertInstanceOf(Verdict.NotAllowed.class, list.check(other, Optional.empty()));
    }
  }

  @Test
  void allowsByTheHashOfAnImageThatMatched() {
    OsImageAllowList list = list("{'images':[{'label':'prod','os_image_hash':'HASH'}]}");
    MatchedOsImage image =
        new MatchedOsImage(Measurement.fromHex(HASH), ImageRegisters.PageOrder.SINGLE_PASS, true);
    MatchedOsImage other =
        new MatchedOsImage(
            Measurement.of(new byte[32]), ImageRegisters.PageOrder.SINGLE_PASS, true);
    assertEquals(
        new Verdict.Allowed("prod", "hash"), list.check(report(1, 2, 3), Optional.of(image)));
    assertInstanceOf(Verdict.NotAllowed.class, list.check(report(1, 2, 3), Optional.of(other)));
    assertInstanceOf(Verdict.NotAllowed.class, list.check(report(1, 2, 3), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{'images':{}}",
        "{'images':[],'more':1}",
        "{'images':[{}]}",
        "{'images':[1]}",
        "{'images':[{'label':'a','os_image_hash':'11'}]}",
        "{'images':[{'label':1,'os_image_hash':'HASH'}]}",
        "{'images':[{'os_image_hash':'HASH'}]}",
        "{'images':[{'label':'a','mrtd':'ONES','rtmr1':'TWOS'}]}",
        "{'images':[{'label':'a','mrtd':'ONES','rtmr1':'TWOS','rtmr2':'THREES','rtmr0':'ONES'}]}",
        "{'images':[{'label':'a','label':'b','os_image_hash':'HASH'}]}"
      })
  void refusesLists(String json) {
    assertInstanceOf(Reading.Malformed.class, OsImageAllowList.read(expand(json)));
  }
}
