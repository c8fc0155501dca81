package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.Configuration.Dns01;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which provider credentials tell of, and that they are shown nowhere. */
class CredentialsTest {
  private static final Map<String, String> BASE =
      Map.of(
          "DOMAIN",
          "app.example.com",
          "GATEWAY_DOMAIN",
          "gw.example.net",
          "TARGET_ENDPOINT",
          "a:1");

  private static Map<String, String> with(String... pairs) {
    Map<String, String> all = new HashMap<>(BASE);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }
    return all;
  }

  private static DnsAccess access(Map<String, String> environment) {
    return ((Dns01) EnvironmentTest.valid(environment).configuration().challenge()).access();
  }

  @Test
  void theFirstCredentialsTellTheProvider() {
    Map<String, String> all =
        with(
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "key",
            "NAMECHEAP_API_KEY", "nc",
            "NAMECHEAP_USERNAME", "me",
            "LINODE_API_TOKEN", "li",
            "CLOUDFLARE_API_TOKEN", "cf");

    assertEquals(new DnsAccess.Cloudflare(Secret.of("cf")), access(all));
    all.put("CLOUDFLARE_API_TOKEN", "");
    assertEquals(new DnsAccess.Linode(Secret.of("li")), access(all), "empty counts as not set");
    all.remove("LINODE_API_TOKEN");
    assertEquals(new DnsAccess.Namecheap("me", Secret.of("nc"), "127.0.0.1", false), access(all));
    all.remove("NAMECHEAP_API_KEY");
    assertTrue(access(all) instanceof DnsAccess.Route53 aws && aws.region().equals("us-east-1"));
  }

  @Test
  void aNamedProviderWinsInAnyLetterCase() {
    assertEquals(
        new DnsAccess.Linode(Secret.of("li")),
        access(
            with(
                "DNS_PROVIDER", "Linode", "LINODE_API_TOKEN", "li", "CLOUDFLARE_API_TOKEN", "cf")));
  }

  @Test
  void aServerForUpdates() {
    assertEquals(
        new DnsAccess.Rfc2136("2001:db8::1", 5353, "key.example", "hmac-sha256", Secret.of("AAAA")),
        access(
            with(
                "DNS_PROVIDER", "rfc2136",
                "RFC2136_NAMESERVER", "[2001:db8::1]:5353",
                "RFC2136_TSIG_KEY", "key.example",
                "RFC2136_TSIG_SECRET", "AAAA")));
  }

  @Test
  void everyMissingCredentialIsNamed() {
    List<String> where =
        EnvironmentTest.problems(with("DNS_PROVIDER", "namecheap")).stream()
            .map(Problem::where)
            .toList();

    assertEquals(
        List.of(
            "NAMECHEAP_USERNAME (/dns/namecheap/username)",
            "NAMECHEAP_API_KEY (/dns/namecheap/apiKey)"),
        where);
    assertEquals(1, EnvironmentTest.problems(BASE).size(), "no provider at all");
  }

  @Test
  void secretsAreShownNowhere() {
    String secret = "s3cr3t-0123456789";
    Map<String, String> good =
        with(
            "CLOUDFLARE_API_TOKEN",
            secret,
            "DELEGATION_ZONE",
            "d.example.net",
            "DNS_SETUP_MODE",
            "webhook",
            "DNS_WEBHOOK_URL",
            "https://hooks.example.net/" + secret,
            "DNS_WEBHOOK_TOKEN",
            secret);
    assertFalse(EnvironmentTest.valid(good).toString().contains(secret));

    for (String variable :
        List.of("CLOUDFLARE_API_TOKEN", "DNS_WEBHOOK_TOKEN", "DNS_WEBHOOK_URL")) {
      Map<String, String> bad = new HashMap<>(good);
      bad.put(variable, secret + "\nsecond line");
      List<Problem> problems = EnvironmentTest.problems(bad);
      assertEquals(1, problems.size(), problems::toString);
      assertFalse(problems.toString().contains("s3cr3t"), problems::toString);
    }
    // Five characters are never a whole number of bytes in base 64.
    for (String key : List.of("s3cr3=3", "s3cr3")) {
      List<Problem> base64 =
          EnvironmentTest.problems(
              with(
                  "DNS_PROVIDER", "rfc2136",
                  "RFC2136_NAMESERVER", "127.0.0.1",
                  "RFC2136_TSIG_KEY", "k",
                  "RFC2136_TSIG_SECRET", key));
      assertEquals("RFC2136_TSIG_SECRET", base64.get(0).where());
      assertFalse(base64.toString().contains("s3cr3"), base64::toString);
    }
  }

  /** They fit nowhere, and are not shown as a part of what does not fit. */
  @ParameterizedTest
  @CsvSource({
    "ACME_DIRECTORY,https://user:s3cr3t@ca.example/dir",
    "DOH_RESOLVERS,https://s3cr3t@dns.example/",
    "TARGET_ENDPOINT,http://user:s3c/r3t@app:80",
    "TARGET_ENDPOINT,user:s3cr3t@app:80",
    "ROUTING_MAP,a.example.com=http://user:s3cr3t@app:80"
  })
  void credentialsInAddressesAreNotShown(String variable, String value) {
    String told = EnvironmentTest.problems(with(variable, value)).toString();

    assertFalse(told.contains("r3t"), told);
    assertTrue(told.contains("(hidden)@"), told);
  }

  @Test
  void aBrokenFileShowsNoneOfItsText() {
    ConfigurationResult result =
        ConfigurationReader.fromJson(
            "{\"dns\":{\"cloudflare\":{\"apiToken\": s3cr3t}}}".getBytes(StandardCharsets.UTF_8));

    assertFalse(result.toString().contains("s3cr3t"), result::toString);
  }
}
