package io.github.quotary.guest.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.exchange.TestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.ReportData;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.GuestAgent.Running;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.dstack.DstackEra;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asks the simulated agent of every generation over its real socket. */
@Timeout(60)
@SuppressWarnings("try") // Agents serve for as long as they are open.
class GuestAgentTest {
  private static final DomainLaboratory LABORATORY = DomainLaboratory.seeded(1);

  @TempDir private Path folder;

  private Path socket() {
    return folder.resolve("agent.sock");
  }

  private Running start(Workload workload) throws Exception {
    return LABORATORY.guestAgent(workload).start(socket());
  }

  private GuestAgent agent() {
    return GuestAgent.at(AgentProtocol.DSTACK, socket());
  }

  private GuestAgent tappd() {
    return GuestAgent.at(AgentProtocol.TAPPD, socket());
  }

  static byte[] reportData(int value) {
    byte[] bytes = new byte[ReportData.SIZE];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static TdReport report(TeeQuote quote) {
    return (TdReport) Quote.copyOf(quote.toByteArray()).body();
  }

  @ParameterizedTest
  @EnumSource
  void getsAQuoteWithTheLogThatExplainsIt(DstackEra era) throws Exception {
    try (Running running = start(Workload.of(era))) {
      AgentQuote answer = agent().getQuote(reportData(0xa5)).found().orElseThrow();

      TdReport report = report(answer.quote());
      assertEquals(Measurement.of(reportData(0xa5)), report.reportData());
      RuntimeEventLog log =
          RuntimeEventLog.parse(
              ByteBuffer.wrap(
                  answer.quote().eventLog().orElseThrow().getBytes(StandardCharsets.UTF_8)));
      assertTrue(RtmrReplay.of(log).compareUnverified(report).matches(Rtmr.RTMR3), "RTMR3 replays");
      assertTrue(answer.quote().vmConfig().orElseThrow().contains("cpu_count"));
      assertEquals("dstack's guest agent at " + socket(), answer.quote().source());
    }
  }

  /** The producer of a custom domain publishes these bytes, and their reader is the same. */
  @Test
  void keepsTheAnswerByteForByte() throws Exception {
    Workload workload = Workload.of(DstackEra.V0_5_6);
    try (Running running = start(workload)) {
      AgentQuote answer = agent().getQuote(reportData(1)).found().orElseThrow();

      String sent = LABORATORY.quote(workload, reportData(1)).getQuoteJson();
      assertTrue(sent.startsWith("{\"quote\":\""), sent.substring(0, 20));
      AgentObject published = AgentObject.read(bytes(answer.json()));
      assertArrayEquals(answer.quote().toByteArray(), published.hex("quote"));
      assertEquals(answer.quote().eventLog(), published.optionalText("event_log"));
      assertEquals(sent.length(), answer.json().remaining());
    }
  }

  @Test
  void getsQuotesOfTheOlderAgentToo() throws Exception {
    try (Running running = start(Workload.of(DstackEra.V0_4))) {
      AgentQuote answer = tappd().getQuote(reportData(7)).found().orElseThrow();

      assertEquals(Measurement.of(reportData(7)), report(answer.quote()).reportData());
      assertTrue(answer.quote().eventLog().isPresent());
      assertTrue(answer.quote().vmConfig().isEmpty());
    }
  }

  @Test
  void knowsWhatTheOlderAgentLacks() {
    assertInstanceOf(
        GuestFault.Unsupported.class, tappd().attest(reportData(0)).fault().orElseThrow());
    assertInstanceOf(
        GuestFault.Unsupported.class,
        tappd().getKey("a", "b", KeyAlgorithm.SECP256K1).fault().orElseThrow());
    assertInstanceOf(
        GuestFault.Unsupported.class,
        tappd().getTlsKey(TlsKeyRequest.ofServer("a.example")).fault().orElseThrow());
  }

  @Test
  void getsKeysAndCertificates() throws Exception {
    try (Running running = start(Workload.of(DstackEra.V0_5_6))) {
      TlsKey key = agent().getTlsKey(TlsKeyRequest.ofServer("a.example")).found().orElseThrow();
      assertEquals(2, key.certificateChain().size());
      assertTrue(key.privateKey().contains("PRIVATE KEY"));

      DerivedKey one = agent().getKey("a", "x", KeyAlgorithm.SECP256K1).found().orElseThrow();
      DerivedKey same = agent().getKey("a", "x", KeyAlgorithm.SECP256K1).found().orElseThrow();
      assertArrayEquals(one.key(), same.key());
      assertEquals(List.of(65, 65), one.signatureChain().stream().map(s -> s.length).toList());
      assertEquals(
          agent().info().found().orElseThrow().appId(),
          tappd().info().found().orElseThrow().appId());
    }
  }

  @Test
  void tellsWhoTheGuestIs() throws Exception {
    Workload workload = Workload.of(DstackEra.V0_6);
    try (Running running = start(workload)) {
      AgentInfo info = agent().info().found().orElseThrow();

      assertEquals(workload.app().appId(), info.appId());
      assertEquals(workload.app().instanceId(), info.instanceId().orElseThrow());
      assertEquals(workload.app().composeHash(), info.composeHash().orElseThrow());
      assertEquals(workload.app().osImageHash(), info.osImageHash().orElseThrow());
      assertEquals("simulated", info.appName().orElseThrow());
      assertEquals(64, info.deviceId().orElseThrow().length());
      assertTrue(info.tcbInfo().orElseThrow().contains("app_compose"));
      assertTrue(info.keyProviderInfo().orElseThrow().startsWith("{\"name\":"));
      assertTrue(info.vmConfig().orElseThrow().contains("cpu_count"));
      assertTrue(info.appCert().isEmpty(), "an empty text is none");
      assertTrue(info.mrAggregated().isEmpty(), "this agent does not tell it");
      assertTrue(info.cloudVendor().isEmpty() && info.cloudProduct().isEmpty());
    }
  }

  @Test
  void getsAVersionedAttestation() throws Exception {
    try (Running running = start(Workload.of(DstackEra.V0_6))) {
      byte[] attestation = bytes(agent().attest(reportData(0x5c)).found().orElseThrow());

      String hex = HexFormat.of().formatHex(attestation);
      assertTrue(hex.contains("5c".repeat(64)), "the quote in it is over what was asked");
    }
  }

  @Test
  void refusesAQuoteOverOtherReportData() throws Exception {
    try (Running running =
        start(Workload.of(DstackEra.V0_5_6).quoting(asked -> reportData(0x66)))) {
      GuestFault fault = agent().quote(reportData(1)).fault().orElseThrow();

      assertEquals(
          new GuestFault.OtherReportData(
              "GetQuote at " + socket(),
              Measurement.of(reportData(1)),
              Measurement.of(reportData(0x66))),
          fault);
      assertTrue(fault.message().contains("do not use it"));
    }
  }

  /** A reader of the published answer would find two report data in it. */
  @Test
  void refusesAnAnswerThatContradictsItsQuote() throws Exception {
    try (Running running =
        start(
            Workload.of(DstackEra.V0_5_6)
                .answering(answer -> answer.withReportData(reportData(0x66))))) {
      assertInstanceOf(
          GuestFault.Malformed.class, agent().quote(reportData(1)).fault().orElseThrow());
    }
  }

  @Test
  void refusesAQuoteThatIsNone() throws Exception {
    try (Running running =
        start(
            Workload.of(DstackEra.V0_5_6)
                .answering(answer -> answer.withQuote(quote -> Arrays.copyOf(quote, 600))))) {
      GuestFault fault = agent().quote(reportData(1)).fault().orElseThrow();
      assertInstanceOf(GuestFault.Malformed.class, fault);
      assertTrue(fault.problem().contains("cannot be read"), fault::message);
    }
  }

  @Test
  void wantsAll64Bytes() {
    IllegalArgumentException mistake =
        assertThrows(IllegalArgumentException.class, () -> agent().getQuote(new byte[32]));
    assertTrue(mistake.getMessage().contains("32 bytes"), mistake::getMessage);
    assertThrows(IllegalArgumentException.class, () -> agent().attest(new byte[65]));
  }

  @Test
  void givesEveryThreadItsOwnQuote() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Running running = start(Workload.of(DstackEra.V0_5_6))) {
      GuestAgent agent = agent();
      List<Callable<Answer<TeeQuote>>> questions = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] asked = reportData(i);
        questions.add(() -> agent.quote(asked));
      }
      int i = 0;
      for (Future<Answer<TeeQuote>> answer : threads.invokeAll(questions)) {
        TeeQuote quote = answer.get().found().orElseThrow();
        assertEquals(Measurement.of(reportData(i++)), report(quote).reportData());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void findsTheFirstAgentThatAnswers() throws Exception {
    GuestAgent absent = GuestAgent.at(AgentProtocol.DSTACK, folder.resolve("dstack.sock"));
    try (TestAgent agent = OlderAgent.start(socket())) {
      GuestAgent found = GuestAgent.find(List.of(absent, tappd())).found().orElseThrow();
      assertEquals(AgentProtocol.TAPPD, found.protocol());
      assertEquals(socket(), found.socket());
      assertEquals("11".repeat(20), found.info().found().orElseThrow().appId());
    }
    Files.delete(socket());
    TestAgent.leave(socket());
    assertInstanceOf(
        GuestFault.Refused.class,
        GuestAgent.find(List.of(absent, tappd())).fault().orElseThrow(),
        "a socket that is there says more than one that is not");
    assertEquals(
        absent.unusable(), GuestAgent.find(List.of(absent, absent)).fault(), "the first of both");
  }

  @Test
  void looksWhereGuestsHaveTheirSockets() {
    assertEquals(
        Path.of("/var/run/dstack.sock"), GuestAgent.standard(AgentProtocol.DSTACK).socket());
    assertEquals(Path.of("/var/run/tappd.sock"), GuestAgent.standard(AgentProtocol.TAPPD).socket());
    assertFalse(agent().unusable().isEmpty(), "nobody listens here");
  }

  private static byte[] bytes(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }
}
