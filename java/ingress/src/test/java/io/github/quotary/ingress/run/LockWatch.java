package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.TestCa;
import io.github.quotary.ingress.dns.CaaPin;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordData.Caa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks at the locks after each change of the zone. A name is locked if some account that the
 * authority gave to the ingress may ask for its certificates and nobody else; once it is, it must
 * stay so.
 */
final class LockWatch {
  private final TestZone zone;
  private final TestCa ca;
  private final Set<String> locked = new HashSet<>();
  private final List<String> opened = new ArrayList<>();
  private int looks;

  LockWatch(TestZone zone, TestCa ca) {
    this.zone = zone;
    this.ca = ca;
  }

  /** Looks. */
  synchronized void look() {
    looks++;
    Map<String, List<Caa>> now = new TreeMap<>();
    for (DnsRecord record : zone.records()) {
      if (record.data() instanceof Caa caa && caa.isIssue()) {
        now.computeIfAbsent(record.name(), unused -> new ArrayList<>()).add(caa);
      }
    }
    Set<String> ours =
        ca.accounts().stream()
            .map(account -> new CaaPin(IngressLab.ISSUER, "dns-01", account).value())
            .collect(Collectors.toSet());
    Set<String> lockedNow = new HashSet<>();
    now.forEach(
        (name, values) -> {
          if (values.stream().anyMatch(value -> value.tag().equals(Caa.ISSUE))
              && values.stream().allMatch(value -> ours.contains(value.value()))) {
            lockedNow.add(name);
          }
        });
    for (String name : locked) {
      if (!lockedNow.contains(name)) {
        opened.add(name + " " + now.getOrDefault(name, List.of()));
      }
    }
    locked.addAll(lockedNow);
  }

  /** Names that were locked once and then were not, each with what stood there. */
  synchronized List<String> opened() {
    return List.copyOf(opened);
  }

  synchronized boolean isLocked(String name) {
    return locked.contains(name);
  }

  synchronized int looks() {
    return looks;
  }
}
