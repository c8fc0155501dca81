package io.github.quotary.ingress.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of an ingress, as JSON and as an environment. */
class ConfigurationFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Seeds.forReader(
            0,
            "{\"domains\":[{\"name\":\"app.example.com\",\"target\":\"127.0.0.1:80\"}],\"gateway\":\"g.example.com\","
                + "\"acme\":{\"email\":\"a@example.com\"},\"dns\":{\"provider\":\"cloudflare\",\"token\":\"t\"}}"),
        Seeds.forReader(
            1,
            "DOMAIN=app.example.com\nGATEWAY_DOMAIN=g.example.com\nCERTBOT_EMAIL=a@example.com\n"
                + "TARGET_ENDPOINT=http://app:80\nCLOUDFLARE_API_TOKEN=t\nSET_CAA=true\nPORT=443\n"
                + "DNS_PROVIDER=cloudflare\nDOMAINS=a.example.com\nROUTING_MAP=a.example.com=app:80\n"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    byte[] bytes = Seeds.rest(input);
    if (Seeds.reader(input, 2) == 0) {
      assertSame(ConfigurationReader.fromJson(bytes), ConfigurationReader.fromJson(bytes));
    } else {
      Map<String, String> environment = new TreeMap<>();
      for (String line : new String(bytes, UTF_8).split("\n", 60)) {
        String[] parts = line.split("=", 2);
        environment.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
      assertSame(
          ConfigurationReader.fromEnvironment(environment),
          ConfigurationReader.fromEnvironment(environment));
    }
  }

  private static void assertSame(ConfigurationResult one, ConfigurationResult other) {
    assertEquals(one.getClass(), other.getClass());
    assertEquals(one.notes(), other.notes());
    assertFalse(one.toString().isEmpty());
  }
}
