package io.github.quotary.guest.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.exchange.TestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.dstack.DstackEra;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent's words are taken for. */
@Timeout(60)
@SuppressWarnings("try") // Agents serve for as long as they are open.
class AgentAnswerTest {
  private static final byte[] ASKED = GuestAgentTest.reportData(3);

  @TempDir private Path folder;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  private Path socket() {
    return folder.resolve("agent.sock");
  }

  private GuestAgent agent() {
    return GuestAgent.at(AgentProtocol.DSTACK, socket());
  }

  private TestAgent answering(Reply reply) throws Exception {
    return TestAgent.answering(
        socket(),
        request -> {
          requests.add(request);
          return reply;
        });
  }

  private <T> Answer<T> answer(Reply reply, Function<GuestAgent, Answer<T>> question)
      throws Exception {
    try (TestAgent agent = answering(reply)) {
      return question.apply(agent());
    }
  }

  private GuestFault quoteFault(Reply reply) throws Exception {
    return answer(reply, agent -> agent.getQuote(ASKED)).fault().orElseThrow();
  }

  private static String quoteHex() {
    return HexFormat.of()
        .formatHex(DomainLaboratory.seeded(1).quote(Workload.of(DstackEra.V0_5_6), ASKED).quote());
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{\"error\":\"Invalid report data\"}', Invalid report data",
    "404, '<html>no such page</html>', <html>no such page</html>",
    "500, 'quote provider is down', quote provider is down",
    "503, '{\"error\":[1]}', '{\"error\":[1]}'",
    "302, '', ''"
  })
  void repeatsTheAgentsOwnWords(int status, String body, String words) throws Exception {
    GuestFault fault =
        quoteFault(
            Reply.text(body).withBody(body.getBytes(StandardCharsets.UTF_8)).withStatus(status));

    assertEquals(new GuestFault.AgentError("GetQuote at " + socket(), status, words), fault);
    assertTrue(fault.message().contains("status " + status), fault::message);
  }

  @Test
  void takesAnErrorForOneWhateverItsStatus() throws Exception {
    assertEquals(
        new GuestFault.AgentError("GetQuote at " + socket(), 200, "failed to get quote"),
        quoteFault(Reply.json("{\"error\":\"failed to get quote\"}")));
  }

  @Test
  void showsNoControlCharactersAndNoNovels() throws Exception {
    GuestFault fault =
        quoteFault(Reply.text("\u001b[2Jgone\r\n" + "x".repeat(100_000)).withStatus(500));

    assertTrue(fault.message().chars().noneMatch(c -> c < ' '), fault::message);
    assertTrue(fault.message().length() < 1000, fault::message);
    assertEquals(4096, ((GuestFault.AgentError) fault).words().length());
  }

  @Test
  void refusesWhatSaysThatItIsNotJson() throws Exception {
    GuestFault fault = quoteFault(Reply.ok("text/html", "{}".getBytes(StandardCharsets.UTF_8)));

    assertInstanceOf(GuestFault.Malformed.class, fault);
    assertTrue(fault.problem().contains("text/html"), fault::message);
  }

  @Test
  void takesParametersOfTheContentType() throws Exception {
    String json = "{\"quote\":\"" + quoteHex() + "\"}";
    Reply reply =
        Reply.ok("Application/JSON; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    assertTrue(answer(reply, agent -> agent.getQuote(ASKED)).found().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"quote\":null}",
        "{\"quote\":\"\"}",
        "{\"quote\":17}",
        "{\"quote\":{\"quote\":\"00\"}}",
        "{\"quote\":\"xyz\"}",
        "{\"quote\":\"000\"}",
        "{\"quote\":\"0x00\"}",
        "{\"quote\":\"00\"} {}",
        "{\"quote\":\"00\",\"quote\":\"01\"}",
        "{\"quote\":\"00\",\"vm_config\":{\"a\":1,\"a\":2}}",
        "{\"quote\":\"00\",}",
        "{'quote':'00'}",
        "\ufeff{\"quote\":\"00\"}"
      })
  void refusesWhatIsNotAnAnswer(String json) throws Exception {
    GuestFault fault = quoteFault(Reply.json(json));

    assertInstanceOf(GuestFault.Malformed.class, fault);
    assertFalse(fault.message().contains("jackson"), fault::message);
  }

  @Test
  void refusesOtherEncodings() throws Exception {
    byte[] utf16 = "{\"quote\":\"00\"}".getBytes(StandardCharsets.UTF_16LE);
    byte[] latin1 = "{\"quote\":\"00\",\"x\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] body : List.of(utf16, latin1)) {
      assertInstanceOf(GuestFault.Malformed.class, quoteFault(Reply.ok("application/json", body)));
      Files.delete(socket());
    }
  }

  @Test
  void takesTheWholeAnswerOfANewerAgent() throws Exception {
    String json =
        "{\"new\":[{\"x\":[1,\"}\"]}],\"quote\":\""
            + quoteHex().toUpperCase(Locale.ROOT)
            + "\",\"event_log\":[ {\"imr\" : 3} ],\"attestation\":\"00ff\"}";
    AgentQuote quote =
        answer(Reply.json(json), agent -> agent.getQuote(ASKED)).found().orElseThrow();

    assertEquals("[ {\"imr\" : 3} ]", quote.quote().eventLog().orElseThrow());
    assertEquals(2, quote.attestation().orElseThrow().remaining());
    assertEquals(
        "/GetQuote?report_data=" + HexFormat.of().formatHex(ASKED), requests.take().target());
  }

  @Test
  void wantsToKnowWhichAppItIs() throws Exception {
    assertInstanceOf(
        GuestFault.Malformed.class,
        answer(Reply.json("{\"app_name\":\"x\"}"), GuestAgent::info).fault().orElseThrow());
  }

  @Test
  void takesDocumentsAsTextsOrAsObjects() throws Exception {
    AgentInfo info =
        answer(
                Reply.json(
                    "{\"app_id\":\"00\",\"tcb_info\":{ \"a\":\"\\u00e9\" },\"vm_config\":\"{}\"}"),
                GuestAgent::info)
            .found()
            .orElseThrow();

    assertEquals("{ \"a\":\"\\u00e9\" }", info.tcbInfo().orElseThrow());
    assertEquals("{}", info.vmConfig().orElseThrow());
  }

  @Test
  void asksForACertificate() throws Exception {
    TlsKeyRequest request =
        new TlsKeyRequest(
            "a \"b\"",
            List.of("a.example", "b.example"),
            true,
            true,
            false,
            Optional.of(Instant.ofEpochSecond(10)),
            Optional.of(Instant.ofEpochSecond(20)));
    TlsKey key =
        answer(
                Reply.json("{\"key\":\"SECRET\",\"certificate_chain\":[\"leaf\",\"ca\"]}"),
                agent -> agent.getTlsKey(request))
            .found()
            .orElseThrow();

    assertEquals("SECRET", key.privateKey());
    assertEquals(List.of("leaf", "ca"), key.certificateChain());
    assertFalse(key.toString().contains("SECRET"), "secrets stay out of logs");
    Request sent = requests.take();
    assertEquals("POST", sent.method());
    assertTrue(sent.target().startsWith("/GetTlsKey"), sent.target());
    assertEquals(
        "{\"subject\":\"a \\\"b\\\"\",\"alt_names\":[\"a.example\",\"b.example\"],"
            + "\"usage_ra_tls\":true,\"usage_server_auth\":true,\"usage_client_auth\":false,"
            + "\"not_before\":10,\"not_after\":20}",
        sent.body());
  }

  @Test
  void asksForAKey() throws Exception {
    DerivedKey key =
        answer(
                Reply.json("{\"key\":\"c0ffee\",\"signature_chain\":[\"01\",\"0203\"]}"),
                agent -> agent.getKey("my/key", "signing", KeyAlgorithm.ED25519))
            .found()
            .orElseThrow();

    assertArrayEquals(HexFormat.of().parseHex("c0ffee"), key.key());
    assertEquals(2, key.signatureChain().size());
    assertFalse(key.toString().contains("c0ffee"), "secrets stay out of logs");
    assertEquals(
        "{\"path\":\"my/key\",\"purpose\":\"signing\",\"algorithm\":\"ed25519\"}",
        requests.take().body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"00\"}",
        "{\"key\":\"00\",\"certificate_chain\":\"leaf\"}",
        "{\"key\":\"00\",\"certificate_chain\":[1]}",
        "{\"key\":\"00\",\"certificate_chain\":[]}",
        "{\"certificate_chain\":[\"leaf\"]}"
      })
  void refusesAKeyWithoutItsCertificates(String json) throws Exception {
    assertInstanceOf(
        GuestFault.Malformed.class,
        answer(Reply.json(json), agent -> agent.getTlsKey(TlsKeyRequest.ofServer("a.example")))
            .fault()
            .orElseThrow());
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "QUOTARY_CONFORMANCE",
      matches = ".+",
      disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
  void readsWhatRealAgentsAnswered() throws Exception {
    Path data = Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve("dstack");

    String info = Files.readString(data.resolve("nearai-vllm-proxy/sample_dstack_info.json"));
    AgentInfo told = answer(Reply.json(info), GuestAgent::info).found().orElseThrow();
    assertEquals("ab84a54bdaf082be00ea40e8e37bdeb5c15c58de", told.appId());
    assertTrue(told.appCert().orElseThrow().startsWith("-----BEGIN CERTIFICATE-----"));
    assertTrue(told.tcbInfo().orElseThrow().startsWith("{"));
    Files.delete(socket());

    String json = Files.readString(data.resolve("verifier-fixtures/tdx-lite-getquote.json"));
    AgentObject object = AgentObject.read(json.getBytes(StandardCharsets.UTF_8));
    byte[] asked = object.hex("report_data");
    AgentQuote quote =
        answer(Reply.json(json), agent -> agent.getQuote(asked)).found().orElseThrow();
    assertEquals(json.length(), quote.json().remaining());
    assertTrue(quote.quote().eventLog().orElseThrow().startsWith("[{\"imr\":0"));
  }
}
