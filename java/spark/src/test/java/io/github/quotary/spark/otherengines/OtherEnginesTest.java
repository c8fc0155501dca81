package io.github.quotary.spark.otherengines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.spark.fleet.SparkFleet;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's examples for other engines. */
class OtherEnginesTest {
  private static final SparkFleet FLEET = SparkFleet.of(1);
  private static final Path SOURCES =
      Path.of("src", "test", "java", "io", "github", "quotary", "spark", "otherengines");

  @TempDir Path folder;

  /** A simulated quote does not lead to Intel's root, which the function trusts. */
  @Test
  void flinkMapsQuotesToVerdicts() {
    VerifyQuote function = new VerifyQuote(FLEET.collateralJson());
    function.open(new OpenContext() {});

    String verdict = function.map(FLEET.quotes().get(0));

    assertTrue(verdict.contains("\"verdict\":\"REJECTED\""), verdict);
  }

  @Test
  void kafkaStreamsMapsQuotesToVerdicts() {
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(FLEET.root()))
            .collateralSource(CollateralBundle.parse(FLEET.collateralJson(), "bundle"))
            .clock(Clock.fixed(FLEET.at(), ZoneOffset.UTC))
            .build();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "quotary",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092",
            StreamsConfig.STATE_DIR_CONFIG, folder.toString()));
    try (TopologyTestDriver driver =
        new TopologyTestDriver(VerifyTopology.of(verifier), properties)) {
      driver
          .createInputTopic("quotes", new StringSerializer(), new ByteArraySerializer())
          .pipeInput("host 1", FLEET.quotes().get(0));

      Map<String, String> verdicts =
          driver
              .createOutputTopic("verdicts", new StringDeserializer(), new StringDeserializer())
              .readKeyValuesToMap();

      assertEquals(1, verdicts.size());
      assertTrue(verdicts.get("host 1").contains("\"verdict\":\"GENUINE\""), verdicts::toString);
    }
  }

  /** What the guide shows is what was compiled here. */
  @ParameterizedTest
  @ValueSource(strings = {"VerifyQuote.java", "VerifyTopology.java"})
  void theGuideShowsThem(String file) throws IOException {
    String source = Files.readString(SOURCES.resolve(file));
    String shown = source.substring(source.indexOf("/** "));

    assertTrue(
        Files.readString(Path.of("README.md")).contains("```java\n" + shown + "```\n"),
        () -> "README.md lacks:\n" + shown);
  }
}
