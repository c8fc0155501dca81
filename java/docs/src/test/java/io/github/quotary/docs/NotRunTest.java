package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No block slips through: each is run, compiled or read by a test, or is listed here. */
@Tag("any-jdk")
class NotRunTest {
  /** Page, first line that is a command, and why, as the page says above the block. */
  private static final List<String> NOT_RUN =
      List.of(
          "README.md: mvn -q -T1C -Dquick -Dmaven.test.skip -pl java/cli -am package && java -jar"
              + " java/cli/target/quotary.jar verify --vector"
              + " testvectors/vectors/tdx-v4-up-to-date: it is the build that runs them",
          "README.md: quotary verify quote.bin --mrtd 4034ade96c3c... --report-data-file nonce.bin:"
              + " it asks Intel's service",
          "README.md: quotary serve                                                     #"
              + " http://127.0.0.1:8080, and a page for people there: the operator's guide has it"
              + " with a sample, and that is run",
          "java/docs/collateral.md: quotary verify quote.bin --pcs intel --cache ~/.cache/quotary:"
              + " it asks Intel's service, or a PCCS",
          "java/docs/collateral.md: quotary collateral fetch --quote a.bin --quote b.bin"
              + " --look-ahead --out bundle.json: it asks Intel's service",
          "java/docs/native.md: quotary crosscheck testvectors/vectors --qvl-library"
              + " /usr/lib/x86_64-linux-gnu/libQuoteVerification.so: it needs Intel's library",
          "java/docs/operators.md: quotary domain gateway gateway.apps.example.net --policy"
              + " gateway-policy.json   # a dstack gateway: it connects to a domain",
          "java/docs/performance.md: mvn package -Dquotary.jdk25=/path/to/jdk-25: it needs a JDK 25"
              + " and a module that is not always built");

  private static List<Block> blocks() {
    return Page.all().stream().flatMap(page -> page.blocks().stream()).collect(Collectors.toList());
  }

  @Test
  void everyBlockOfAKindThatIsRunIsRunOrListed() {
    assertEquals(
        String.join("\n", NOT_RUN),
        blocks().stream()
            .filter(block -> block.notRun().isPresent())
            .map(
                block ->
                    block.page().name()
                        + ": "
                        + block
                            .text()
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .findFirst()
                            .orElseThrow()
                        + ": "
                        + block.notRun().get())
            .collect(Collectors.joining("\n")));
  }

  @Test
  void everyBlockIsOfAKindThatATestKnows() {
    Set<String> known = Set.of("sh", "console", "java", "json", "xml", "groovy", "mermaid", "");
    for (Block block : blocks()) {
      assertTrue(known.contains(block.language()), () -> block.place() + ": " + block.language());
      assertTrue(
          !block.language().isEmpty() || !block.text().contains("quotary "),
          () -> block.place() + ": a block of commands needs its language");
    }
  }
}
