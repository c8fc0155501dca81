package io.github.quotary.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The report of invented results. */
class ReportTest {
  private static final String JVM = "2026-01-02-some-chip-jdk17.json";
  private static final String PEER = "2026-01-02-some-chip-node20-peer.json";

  private static final String SERVICE = "2026-01-02-some-chip-service-jdk17.json";
  private static final String INGRESS = "2026-01-02-some-chip-ingress-jdk17.json";

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    copy(JVM, JVM);
    copy(PEER, PEER);
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = ReportTest.class.getResourceAsStream("/results/" + resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private String report() throws IOException {
    return Files.readString(Report.write(folder));
  }

  private static void assertHasLine(String report, String line) {
    assertTrue(report.lines().anyMatch(line::equals), () -> "no line\n" + line + "\nin\n" + report);
  }

  @Test
  void listsTheRunsAndOtherWork() throws IOException {
    assertHasLine(
        report(),
        "| 2026-01-02-some-chip-jdk17.json | JDK 17.0.9, Some VM 17.0.9+9, Linux 6.1 amd64 | 2 |"
            + " 2026-01-02T03:04:05Z | `-f 2` | at most 0.03 |");
  }

  @Test
  void refusesFiguresOfALoadedMachine() throws IOException {
    Path file = folder.resolve(JVM);
    Files.writeString(
        file, Files.readString(file).replace("[ 0.02, 0.03 ], [ 0.01 ]", "[ 0.02, 0.4 ], [ 0.3 ]"));
    String message =
        assertThrows(IllegalStateException.class, () -> Report.write(folder)).getMessage();
    assertTrue(message.startsWith("No report was written."), message);
    assertTrue(
        message.endsWith(
            "  2026-01-02-some-chip-jdk17.json: VerifyBenchmark.verify -p engine=BC -p hosts=64"
                + " -p kept=PLATFORM -p version=4 (0.30 cores)"),
        message);
    assertFalse(Files.exists(folder.resolve("REPORT.md")));
  }

  /** Their median over all iterations would be 0.03. */
  @Test
  void refusesFiguresOfWhichOneForkRanOnALoadedMachine() throws IOException {
    Path file = folder.resolve(JVM);
    Files.writeString(
        file,
        Files.readString(file).replace("[ 0.02, 0.03 ], [ 0.01 ]", "[ 0.02, 0.03 ], [ 0.3 ]"));
    String message =
        assertThrows(IllegalStateException.class, () -> Report.write(folder)).getMessage();
    assertTrue(message.endsWith("(0.30 cores)"), message);
  }

  @Test
  void refusesAPeerOfALoadedMachine() throws IOException {
    Path file = folder.resolve(PEER);
    Files.writeString(file, Files.readString(file).replace("0.01", "0.11"));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Report.write(folder))
            .getMessage()
            .endsWith("  " + PEER + ": node ... (0.11 cores)"));
  }

  @Test
  void hasARowForEachFigure() throws IOException {
    String report = report();
    assertHasLine(
        report,
        "| bc | 64 | platform | 4 | 17 | 80.0 µs | 2.00 | **12,500** | 100 µs | 2.50 µs | 90.0 µs |"
            + " 1,235 |");
    assertHasLine(
        report, "| bc | 64 | platform | 17 | 90.0 µs | 2.00 | 200 µs | 1.50 ms | 100 µs | – |");
    assertHasLine(report, "| 10000 | 17 | 104,857,600 | 10,500 |");
  }

  @Test
  void comparesFiguresWithTheTargets() throws IOException {
    String report = report();
    assertHasLine(
        report,
        "| in batches, platform cached, 64 hosts, AVX2 tier | 0.150 units | 0.090 units |"
            + " **0.120 units**, must met |"
            + " `BatchBenchmark -p engine=NATIVE_AVX2 -p hosts=64 -p kept=PLATFORM -p threads=1` |");
    assertTrue(
        report.contains(
            "| in batches, platform cached, 10,000 hosts, plain Java beside ACCP | 1.00 of ACCP |"
                + " 0.500 of ACCP | **1.00 of ACCP**, must met |"),
        report);
    assertHasLine(
        report,
        "| memory of 10,000 cached platforms | 64.0 MiB | 32.0 MiB | **100 MiB**, must **missed** |"
            + " `KeptMemoryBenchmark -p platforms=10000` |");
    assertTrue(
        report.contains(
            "| nothing cached, 64 hosts, plain Java | 8.20 units | 7.00 units | not measured |"),
        report);
  }

  @Test
  void showsTheShareOfSignatures() throws IOException {
    String report = report();
    assertHasLine(
        report, "| bc | platform | 17 | 80.0 µs | 1 | 60.0 µs | 0 | 150 µs | 60.0 µs | 20.0 µs |");
    assertHasLine(
        report, "| bc | collateral | 17 | 400 µs | 1 | 60.0 µs | 2 | 150 µs | 360 µs | 40.0 µs |");
  }

  @Test
  void comparesTwoThreadsWithOne() throws IOException {
    assertHasLine(report(), "| bc | 64 | 17 | 12,500 | 25,000 | **2.00** | 1.05 |");
  }

  @Test
  void comparesPeersAndListsMissingOnes() throws IOException {
    String report = report();
    assertHasLine(
        report,
        "| @phala/dcap-qvl 0.0.1, Node.js 20.1.2 | cached: nothing | 10.0 ms | 200 | **100** | 11.0 ms |");
    assertHasLine(
        report, "| Quotary, bc, JDK 17 | cached: nothing | 2.00 ms | – | **500** | 1.00 ms |");
    assertTrue(report.contains("Missing: Intel's quote verification library"));
    assertFalse(report.contains("Missing: @phala"));

    Files.delete(folder.resolve(PEER));
    assertTrue(report().contains("Missing: @phala/dcap-qvl has no result for this processor"));
  }

  @Test
  void drawsAChartThatIsWellFormed() throws Exception {
    assertTrue(report().contains("![A verdict](some-chip-verify.svg)"));
    Path chart = folder.resolve("some-chip-verify.svg");
    var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile());
    assertEquals("svg", svg.getDocumentElement().getTagName());
    String text = svg.getDocumentElement().getTextContent();
    assertTrue(text.contains("12,500"), text);
    assertTrue(text.contains("not measured"), text);
    assertTrue(text.contains("bc, JDK 17"), text);
  }

  /** Eight engines, as of four on two JDKs: each has a colour of its own, and none is cut off. */
  @Test
  void aLegendTakesAsManyLinesAsNeeded() throws Exception {
    BarChart chart = new BarChart("Verdicts", List.of("nothing"));
    for (int i = 0; i < 8; i++) {
      chart.add("an engine " + i + ", JDK 17", List.of(1.0 + i));
    }
    var svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
    var texts = svg.getElementsByTagName("text");
    var colours = new HashSet<String>();
    for (int i = 0; i < texts.getLength(); i++) {
      var text = (Element) texts.item(i);
      int end = Integer.parseInt(text.getAttribute("x")) + 5 * text.getTextContent().length();
      assertTrue(end < 820, text.getTextContent());
    }
    var bars = svg.getElementsByTagName("rect");
    for (int i = 0; i < bars.getLength(); i++) {
      colours.add(((Element) bars.item(i)).getAttribute("fill"));
    }
    assertEquals(8 + 1, colours.size(), "those of the bars, and the paper");
  }

  @Test
  void takesTheNewestFileOfAProcessorAndJdk() throws IOException {
    copy(JVM, "2026-01-03-some-chip-jdk17.json");
    String report = report();
    assertTrue(report.contains("| 2026-01-03-some-chip-jdk17.json |"));
    assertTrue(report.contains("Older results: 2026-01-02-some-chip-jdk17.json."));
  }

  @Test
  void rejectsAFileThatIsNotAResult() throws IOException {
    Files.writeString(folder.resolve("other.json"), "{}");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Report.write(folder)).getMessage();
    assertEquals("other.json is not a result file", message);
  }

  @Test
  void saysIfNothingWasMeasured() throws IOException {
    Files.delete(folder.resolve(JVM));
    Files.delete(folder.resolve(PEER));
    assertTrue(report().endsWith("Nothing has been measured.\n"));
  }

  @Test
  void comparesTheIngressWithHaproxy() throws IOException {
    copy(INGRESS, INGRESS);
    String report = report();
    assertHasLine(
        report,
        "| connections per second, TLS 1.3 | **1,000** (800 to 1,200) | **200** (100 to 300) |"
            + " **1,600** (1,000 to 2,400) | 0.625 | 0.125 | at least 0.500 of HAProxy: met |");
    assertHasLine(
        report,
        "| connections per second, TLS 1.3 | **2,000** (1,600 to 2,400) | **200** (100 to 300) |"
            + " **2,000** (1,600 to 2,400) | 1.00 | 0.100 |");
    assertHasLine(
        report,
        "| memory, idle, MiB | **201** (200 to 210) | **220** (220 to 220) | **50.0** (50.0 to"
            + " 50.0) | 4.02 | 4.40 | at most 200: **missed** |");
  }

  @Test
  void refusesAnIngressMeasuredOnALoadedMachine() throws IOException {
    copy(INGRESS, INGRESS);
    Path file = folder.resolve(INGRESS);
    Files.writeString(file, Files.readString(file).replace("[0.01, 0.02]", "[0.01, 0.2]"));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Report.write(folder))
            .getMessage()
            .endsWith("  2026-01-02-some-chip-ingress-jdk17.json: a turn of a proxy (0.20 cores)"));
  }

  @Test
  void comparesTheServiceWithTheBatch() throws IOException {
    copy(SERVICE, SERVICE);
    String report = report();
    assertHasLine(
        report, "| service, plain Java engine, µs of CPU per request | **42.0** (40.0 to 50.0) |");
    assertHasLine(report, "| batch on all cores / service, plain Java engine | **0.500** |");
    assertHasLine(report, "| the same, its own choice, multiplexed (must: 0.5) | **0.677** |");
    assertHasLine(
        report,
        "1 min of half the load: resident memory was 510 MiB at most in the first half and 511"
            + " MiB in the second; open files were 100 at the first look and 90 at the last.");
  }

  @Test
  void refusesAServiceMeasuredOnALoadedMachine() throws IOException {
    copy(SERVICE, SERVICE);
    Path file = folder.resolve(SERVICE);
    Files.writeString(file, Files.readString(file).replace("0.02", "0.2"));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Report.write(folder))
            .getMessage()
            .endsWith("-service-jdk17.json: the service under load (0.20 cores)"));
  }
}
