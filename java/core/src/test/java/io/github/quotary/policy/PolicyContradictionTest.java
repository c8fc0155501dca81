package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyContradictionTest {
  private static final String MR = "ab".repeat(48);
  private static final String MR_32 = "cd".repeat(32);

  private static String filled(String json) {
    return json.replace('\'', '"').replace("MR48", MR).replace("MR32", MR_32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'tee': 'sgx', 'mrTd': ['MR48']} | only TDX quotes can meet mrTd; only SGX quotes can meet tee sgx",
        "{'tee': 'tdx', 'mrSigner': ['MR32'], 'minIsvSvn': 1} | only TDX quotes can meet tee tdx; only SGX quotes can meet mrSigner, minIsvSvn",
        "{'mrEnclave': ['MR32'], 'rtmr3': ['MR48']} | only TDX quotes can meet rtmr3; only SGX quotes can meet mrEnclave",
        "{'isvProdId': [1], 'minTeeTcbSvn': {'moduleSvn': 0}} | only TDX quotes can meet minTeeTcbSvn; only SGX quotes can meet isvProdId",
        "{'tee': 'sgx', 'xfam': {'mustBeSet': ['X87']}} | only TDX quotes can meet xfam",
        "{'tee': 'sgx', 'mrServiceTd': ['MR48']} | only TDX quotes can meet mrServiceTd",
        "{'tee': 'sgx', 'seamAttributes': ['0000000000000000']} | only TDX quotes can meet seamAttributes",
        "{'tee': 'sgx', 'tdAttributes': {}} | only TDX quotes can meet tdAttributes",
        "{'tee': 'sgx', 'tcbStatus': ['TDRelaunchAdvised']} | tcbStatus accepts TDRelaunchAdvised, which no SGX quote has; only SGX quotes can meet tee sgx",
        "{'qeVendorId': ['00000000000000000000000000000000']} | qeVendorId does not accept 939a7233f79c4ca9940a0db3957f0607; a quote with another value is rejected before any policy is asked",
        "{'seamAttributes': ['0100000000000000']} | seamAttributes does not accept 0000000000000000; a quote with another value is rejected before any policy is asked",
        "{'tdAttributes': {'mustBeSet': [1, 'SEPT_VE_DISABLE']}} | tdAttributes requires reserved bit 1 to be 1; no TDX module sets it",
        "{'xfam': {'mustBeSet': [63]}} | xfam requires reserved bit 63 to be 1; no TDX module sets it",
        "{'xfam': {'mustBeSet': ['X87'], 'mayBeSet': []}} | xfam requires SSE to be 0; every TDX module sets it",
      })
  void whatNoQuoteCanMeetIsNamed(String json, String sentence) {
    List<String> found = policy(filled(json)).contradictions();
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).startsWith(sentence), found.toString());
  }

  @Test
  void everyContradictionIsNamed() {
    QuotePolicy policy =
        policy(filled("{'tee': 'sgx', 'mrTd': ['MR48'], 'seamAttributes': ['0100000000000000']}"));
    assertEquals(
        List.of(
            "seamAttributes does not accept 0000000000000000;"
                + " a quote with another value is rejected before any policy is asked",
            "only TDX quotes can meet seamAttributes, mrTd; only SGX quotes can meet tee sgx"),
        policy.contradictions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'tee': 'tdx', 'mrTd': ['MR48'], 'rtmr0': ['MR48'], 'mrServiceTd': ['MR48']}",
        "{'tee': 'sgx', 'mrEnclave': ['MR32'], 'minIsvSvn': 65535}",
        "{'tee': 'sgx', 'tdAttributes': 'waived', 'mrServiceTd': 'waived'}",
        "{'tee': 'tdx', 'debug': 'waived'}",
        "{'tdAttributes': {'mustBeSet': ['DEBUG'], 'mayBeSet': [1, 2, 3]}}",
        "{'xfam': {'mayBeSet': 'ffffffffffffffff'}}",
        "{'advisoryIds': ['INTEL-SA-00615'], 'refusedAdvisoryIds': ['INTEL-SA-00615']}",
        "{'tcbStatus': ['TDRelaunchAdvised']}",
        "{'tee': 'sgx', 'tcbStatus': ['TDRelaunchAdvised', 'OutOfDate']}",
        "{'minTcbDate': '2099-12-31T23:59:59Z'}",
        "{'dynamicPlatform': true, 'platformInstanceId': ['0f1e2d3c4b5a69788796a5b4c3d2e1f0']}",
        "{'qeVendorId': ['00000000000000000000000000000000', '939a7233f79c4ca9940a0db3957f0607']}"
      })
  void whatMayBeMetIsNotCalledAContradiction(String json) {
    assertEquals(List.of(), policy(filled(json)).contradictions());
  }

  /** Each sentence holds: no shape of quote is trusted under such a policy. */
  @ParameterizedTest
  @EnumSource
  void noQuoteMeetsAContradiction(QuoteShape shape) {
    for (String json :
        List.of(
            "{'tee': 'sgx', 'tdAttributes': {}}",
            "{'minIsvSvn': 0, 'minTeeTcbSvn': {'moduleSvn': 0}}",
            "{'seamAttributes': ['0100000000000000']}",
            "{'qeVendorId': ['00000000000000000000000000000000']}")) {
      QuotePolicy policy = policy(filled(json));
      assertFalse(policy.contradictions().isEmpty());
      assertFalse(PolicyFixture.violations(Scenario.upToDate(shape), policy).isEmpty(), json);
    }
  }

  @Test
  void aContradictionIsBuiltAndWrittenLikeAnyPolicy() {
    QuotePolicy policy = QuotePolicy.builder().tee(TeeType.TDX).minIsvSvn(1).build();
    assertEquals(
        List.of("only TDX quotes can meet tee tdx; only SGX quotes can meet minIsvSvn"),
        policy.contradictions());
    assertEquals(policy, policy(policy.toJson()));
  }
}
