package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main types have an example, and its lines stand in a file that is compiled. */
@Tag("any-jdk")
class JavadocTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/core/src/main/java/io/github/quotary/quote/Quote",
        "java/core/src/main/java/io/github/quotary/policy/QuotePolicy",
        "java/core/src/main/java/io/github/quotary/collateral/Collateral",
        "java/core/src/main/java/io/github/quotary/rtmr/RtmrReplay",
        "collateral/src/main/java/io/github/quotary/pcs/cache/CachingCollateralSource",
        "java/evidence/src/main/java/io/github/quotary/evidence/form/EvidenceReader",
        "java/domain/src/main/java/io/github/quotary/domain/custom/CustomDomainVerifier",
        "java/domain/src/main/java/io/github/quotary/domain/gateway/GatewayVerifier",
      })
  void theExampleIsCompiled(String type) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Page.ROOT.resolve(type + ".java")));
    assertTrue(example.find(), "no example");
    List<String> sources = sources();
    for (String statement : example.group(1).replaceAll("(?m)^ \\*", "").split(";\\s*\n")) {
      String dense = statement.replaceAll("[\\s;]", "");
      assertTrue(sources.stream().anyMatch(source -> source.contains(dense)), statement);
    }
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/java/com/example"))) {
      for (Path file : files.collect(Collectors.toList())) {
        sources.add(Files.readString(file).replaceAll("[\\s;]", ""));
      }
    }
    return sources;
  }
}
