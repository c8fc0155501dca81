package io.github.quotary.ingress.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.dns.DnsRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records that dstack-ingress makes or asks for, name by name. */
class NameRecordsTest {
  private static final String ACCOUNT = "https://ca.example/acct/1";

  private static NameRecords records(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TARGET_ENDPOINT", "app:80");
    environment.put("GATEWAY_DOMAIN", "_.gw.example.net");
    environment.put("CLOUDFLARE_API_TOKEN", "token");
    environment.putAll(more);
    Configuration configuration =
        ((ConfigurationResult.Valid) ConfigurationReader.fromEnvironment(environment))
            .configuration();
    return NameRecords.of(
        configuration, configuration.names().get(0), "id:443", ACCOUNT, List.of());
  }

  private static List<String> written(NameRecords records) {
    return records.written().places().stream()
        .flatMap(
            place ->
                records.written().at(place).stream()
                    .map(data -> DnsRecord.of(place.name(), data).toString()))
        .toList();
  }

  private static List<String> byOperator(NameRecords records) {
    return records.byOperator().stream().map(DnsRecord::toString).toList();
  }

  private static String pin(String name, String tag, String method) {
    return name
        + " CAA 0 "
        + tag
        + " \"letsencrypt.org;validationmethods="
        + method
        + ";accounturi="
        + ACCOUNT
        + "\"";
  }

  @Test
  void withAccessToTheZoneAllAreWritten() {
    NameRecords records = records(Map.of("DOMAIN", "*.example.com", "SET_CAA", "true"));

    assertEquals(
        List.of(
            "*.example.com CNAME _.gw.example.net",
            "_dstack-app-address-wildcard.example.com TXT \"id:443\"",
            pin("example.com", "issue", "dns-01"),
            pin("example.com", "issuewild", "dns-01")),
        written(records));
    assertEquals(List.of(), byOperator(records));
  }

  @Test
  void locksAreNotWrittenUnlessWanted() {
    NameRecords records = records(Map.of("DOMAIN", "app.example.com"));

    assertEquals(
        List.of(
            "app.example.com CNAME _.gw.example.net",
            "_dstack-app-address.app.example.com TXT \"id:443\""),
        written(records));
  }

  @Test
  void aDelegatedWildcardHasAliasesForItselfAndForTheNameBelowWhichItStands() {
    NameRecords records =
        records(Map.of("DOMAIN", "*.example.com", "DELEGATION_ZONE", "zone.example.org"));

    assertEquals(
        List.of(
            "*.example.com CNAME example.com.zone.example.org",
            "example.com CNAME example.com.zone.example.org",
            "_dstack-app-address-wildcard.example.com CNAME"
                + " _dstack-app-address-wildcard.example.com.zone.example.org",
            "_acme-challenge.example.com CNAME _acme-challenge.example.com.zone.example.org"),
        byOperator(records));
    assertEquals(
        List.of(
            "example.com.zone.example.org CNAME _.gw.example.net",
            "_dstack-app-address-wildcard.example.com.zone.example.org TXT \"id:443\"",
            pin("example.com.zone.example.org", "issue", "dns-01"),
            pin("example.com.zone.example.org", "issuewild", "dns-01")),
        written(records));
  }

  @Test
  void withoutAccessAllAreTheOperators() {
    NameRecords records =
        records(Map.of("DOMAIN", "app.example.com", "CHALLENGE_TYPE", "tls-alpn-01"));

    assertEquals(
        Stream.of(
                "app.example.com CNAME _.gw.example.net",
                "_dstack-app-address.app.example.com TXT \"id:443\"",
                pin("app.example.com", "issue", "tls-alpn-01"),
                pin("app.example.com", "issuewild", "tls-alpn-01"))
            .toList(),
        byOperator(records));
    assertEquals(List.of(), written(records));
  }
}
