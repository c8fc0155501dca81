package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.dns.Pages.Page;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.w3c.dom.Element;

/**
 * Namecheap by its XML API. There a zone can only be written as a whole: each change reads all
 * records, writes all of them back with the change, and reads them again; a record of somebody else
 * that is missing then is told. Two clients that write at the same time can undo each other's
 * changes, which the API gives no means against. CAA records are refused.
 */
public final class NamecheapDns implements DnsProvider {
  /** Where the API is. */
  public static final URI API = URI.create("https://api.namecheap.com/xml.response");

  /** Where the API for tests is. */
  public static final URI SANDBOX = URI.create("https://api.sandbox.namecheap.com/xml.response");

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(RecordType.A, RecordType.AAAA, RecordType.CNAME, RecordType.TXT), false);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int PAGE_SIZE = 100;
  private static final int MAX_TEXT = 255;

  private final HttpApi api;
  private final DnsAccess.Namecheap access;
  private final Retries retries;

  /** One change of a zone at a time, at least of this client. */
  private final ReentrantLock writing = new ReentrantLock();

  /** With credentials, at an address. */
  public NamecheapDns(URI api, DnsAccess.Namecheap access, Retries retries) {
    this.api = new HttpApi(api, Map.of(), access.apiKey(), retries.clock());
    this.access = access;
    this.retries = retries;
  }

  @Override
  public String name() {
    return "Namecheap";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    DnsResult<List<Zone>> zones =
        Pages.all(
            number ->
                call(
                    "namecheap.domains.getList",
                    Map.of(
                        "PageSize", Integer.toString(PAGE_SIZE), "Page", Integer.toString(number)),
                    NamecheapDns::zones));
    return Pages.zoneOf(name, zones);
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    String plain = DnsRecord.plainName(name);
    return hosts(zone)
        .map(
            all ->
                all.hosts().stream()
                    .map(host -> host.record(zone))
                    .flatMap(Optional::stream)
                    .filter(one -> one.name().equals(plain) && one.type() == type)
                    .map(one -> new FoundRecord("", one))
                    .toList());
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    if (!CAPABILITIES.types().contains(record.type())) {
      return new DnsResult.Refused<>(
          0,
          record
              + " was not written: Namecheap's API does not take "
              + record.type()
              + " records; write it by hand, or delegate to a zone of another provider");
    }
    if (record.data() instanceof Txt txt && txt.text().length() > MAX_TEXT) {
      return new DnsResult.Refused<>(0, "a text of more than " + MAX_TEXT + " bytes");
    }
    NamecheapHosts.Host host = NamecheapHosts.Host.of(zone, record);
    return rewrite(zone, all -> all.without(zone, record).with(host))
        .map(done -> new FoundRecord("", record));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    return rewrite(zone, all -> all.without(zone, record.record())).map(done -> record);
  }

  /** Done if the zone is then as the change says, and nothing else is missing. */
  private DnsResult<NamecheapHosts> rewrite(
      Zone zone, Function<NamecheapHosts, NamecheapHosts> change) {
    writing.lock();
    try {
      return hosts(zone)
          .then(
              before -> {
                NamecheapHosts after = change.apply(before);
                if (after.hosts().equals(before.hosts())) {
                  return new DnsResult.Done<>(before);
                }
                if (after.hosts().isEmpty()) {
                  return new DnsResult.Refused<>(
                      0, "it would be the zone's last record, and a zone cannot be written empty");
                }
                return write(zone, after).then(done -> hosts(zone)).then(now -> same(after, now));
              });
    } finally {
      writing.unlock();
    }
  }

  private static DnsResult<NamecheapHosts> same(NamecheapHosts wanted, NamecheapHosts now) {
    List<NamecheapHosts.Host> missing = wanted.missingFrom(now);
    List<NamecheapHosts.Host> more = now.missingFrom(wanted);
    return missing.isEmpty() && more.isEmpty()
        ? new DnsResult.Done<>(now)
        : new DnsResult.Partial<>(
            now, "after the zone was written it lacks " + missing + " and also has " + more);
  }

  private DnsResult<NamecheapHosts> hosts(Zone zone) {
    return call("namecheap.domains.dns.getHosts", parts(zone), NamecheapDns::hosts);
  }

  private DnsResult<Boolean> write(Zone zone, NamecheapHosts hosts) {
    Map<String, String> parameters = new LinkedHashMap<>(parts(zone));
    parameters.putAll(hosts.parameters());
    return call(
        "namecheap.domains.dns.setHosts",
        parameters,
        xml ->
            xml.first("DomainDNSSetHostsResult")
                    .filter(result -> result.getAttribute("IsSuccess").equals("true"))
                    .isPresent()
                ? Attempt.done(true)
                : Attempt.refused(200, "it says that the zone was not written"));
  }

  /** The zone's first label, and the rest: zones of this provider are registered names. */
  private static Map<String, String> parts(Zone zone) {
    int dot = zone.name().indexOf('.');
    return Map.of(
        "SLD", zone.name().substring(0, Math.max(dot, 0)), "TLD", zone.name().substring(dot + 1));
  }

  private static Attempt<NamecheapHosts> hosts(NamecheapXml xml) {
    Optional<Element> result = xml.first("DomainDNSGetHostsResult");
    if (result.isEmpty()) {
      return Attempt.unusable("the answer has no element DomainDNSGetHostsResult");
    }
    if (!result.get().getAttribute("IsUsingOurDNS").equals("true")) {
      return Attempt.refused(200, "the zone is served by another provider");
    }
    return Attempt.done(
        new NamecheapHosts(
            result.get().getAttribute("EmailType"),
            xml.all("host").stream().map(NamecheapHosts.Host::of).toList()));
  }

  private static Attempt<Page<Zone>> zones(NamecheapXml xml) {
    List<Zone> zones =
        xml.all("Domain").stream()
            .map(domain -> domain.getAttribute("Name"))
            .map(name -> new Zone(name, name))
            .toList();
    String total =
        xml.first("TotalItems").map(element -> element.getTextContent().strip()).orElse("0");
    int items = total.matches("[0-9]{1,7}") ? Integer.parseInt(total) : 0;
    return Attempt.done(new Page<>(zones, (items + PAGE_SIZE - 1) / PAGE_SIZE));
  }

  private <T> DnsResult<T> call(
      String command, Map<String, String> parameters, Function<NamecheapXml, Attempt<T>> read) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("ApiUser", access.username());
    all.put("ApiKey", access.apiKey().reveal());
    all.put("UserName", access.username());
    all.put("ClientIp", access.clientIp());
    all.put("Command", command);
    all.putAll(parameters);
    String body = form(all);
    return retries.run(number -> api.post("", body, FORM, answer -> answered(answer, read)));
  }

  private <T> Attempt<T> answered(HttpApi.Answer answer, Function<NamecheapXml, Attempt<T>> read) {
    Optional<NamecheapXml> xml = NamecheapXml.parse(answer.body());
    if (xml.isEmpty()) {
      return answer.isGood()
          ? Attempt.again("status " + answer.status() + ", but the answer is not the API's XML")
          : Attempt.refused(answer.status(), "the answer is not XML, so it gives no reason");
    }
    if (answer.isGood() && xml.get().isOk()) {
      return read.apply(xml.get());
    }
    List<String> errors = xml.get().errors();
    return Attempt.refused(
        answer.status(),
        errors.isEmpty() ? "it gives no reason" : api.safe(String.join("; ", errors)));
  }

  private static String form(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }
}
