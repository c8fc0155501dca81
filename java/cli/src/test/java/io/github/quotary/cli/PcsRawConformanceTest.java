package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Answers that Intel's service has given, from a server that knows nothing else. */
class PcsRawConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = System.getenv("QUOTARY_CONFORMANCE");

  private static PlainServer server(Path answers) throws IOException {
    // The headers of three answers, in this order.
    JsonNode chains =
        JSON.readTree(answers.resolve("issuer_chain_headers.json").toFile()).path("values");
    PlainServer server = new PlainServer();
    String[][] pages = {
      {"/sgx/certification/v4/pckcrl?ca=platform&encoding=der", "pckcrl", "0"},
      {"/tdx/certification/v4/tcb?fmspc=50806F000000", "sample_tcbInfo_response", "1"},
      {"/tdx/certification/v4/tcb?fmspc=90C06F000000", "sample_tcbinfo_response_v5", "1"},
      {"/tdx/certification/v4/qe/identity", "sample_qeIdentity_response", "2"}
    };
    String[] headers = {
      "SGX-PCK-CRL-Issuer-Chain", "TCB-Info-Issuer-Chain", "SGX-Enclave-Identity-Issuer-Chain"
    };
    for (String[] page : pages) {
      int chain = Integer.parseInt(page[2]);
      server.put(
          page[0],
          Files.readAllBytes(answers.resolve(page[1])),
          headers[chain],
          chains.path(chain).asText());
    }
    server.put("/IntelSGXRootCA.der", Files.readAllBytes(answers.resolve("rootcrl.der")), "", "");
    return server;
  }

  @Test
  void theVerdictsAreThoseOfIntelsCode() throws IOException {
    assumeTrue(FOLDER != null, "QUOTARY_CONFORMANCE is not set");
    Path answers = Path.of(FOLDER, "pcs-raw");
    try (PlainServer server = server(answers)) {
      JsonNode five = verify(ExitCode.NOT_TRUSTED, answers.resolve("quote_v5_sample.dat"), server);
      assertEquals("UpToDate", five.path("tcbStatus").asText());
      assertEquals(1, five.at("/policy/violations").size());
      assertEquals("fromTheFuture", five.at("/policy/violations/0/rule").asText());
      JsonNode four =
          verify(ExitCode.REJECTED, answers.resolve("tdx_prod_quote_SPR_E4.dat"), server);
      assertEquals("TCB_NOT_SUPPORTED", four.at("/reject/reason").asText());
    }
  }

  private static JsonNode verify(int code, Path quote, PlainServer server) throws IOException {
    CommandRun run =
        CommandRun.of(
            "verify",
            quote.toString(),
            "--pcs",
            server.address(),
            "--any-td",
            "--at",
            "2023-07-05T00:00:00Z",
            "--format",
            "json");
    assertEquals(code, run.code(), run.out() + run.err());
    return JSON.readTree(run.out());
  }
}
