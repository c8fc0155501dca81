package io.github.quotary.domain.gateway;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.QuoteAssessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that a gateway lists, each with its quotes: checks RD-G1 and RD-G2. */
final class GatewayKeys {
  private final AcmeInfo info;
  private final Optional<LeafCertificate> served;
  private final String base;
  private final Map<RawBytes, List<KeyBinding>> bindings = new LinkedHashMap<>();

  GatewayKeys(
      AcmeInfo info, Optional<LeafCertificate> served, String base, QuoteAssessor assessor) {
    this.info = info;
    this.served = served;
    this.base = base;
    for (AcmeInfo.QuotedKey key : info.quotedKeys().orElse(List.of())) {
      bindings
          .computeIfAbsent(key.subjectPublicKeyInfo(), spki -> new ArrayList<>())
          .add(
              KeyBinding.of(
                  key.ref(),
                  key.proof(),
                  ReportDataTag.ZT_CERT,
                  key.subjectPublicKeyInfo().toByteArray(),
                  assessor));
    }
  }

  /** Every quote of a key, those of the served key first. */
  List<Assessment> assessments() {
    List<Assessment> all = new ArrayList<>(assessments(servedBindings()));
    bindings.forEach(
        (key, list) -> {
          if (!isServed(key)) {
            all.addAll(assessments(list));
          }
        });
    return all;
  }

  private static List<Assessment> assessments(List<KeyBinding> list) {
    return list.stream().flatMap(binding -> binding.assessment().stream()).toList();
  }

  private List<KeyBinding> servedBindings() {
    return served
        .map(leaf -> bindings.getOrDefault(leaf.subjectPublicKeyInfo(), List.of()))
        .orElse(List.of());
  }

  private boolean isServed(RawBytes key) {
    return served.filter(leaf -> leaf.subjectPublicKeyInfo().equals(key)).isPresent();
  }

  private boolean isBound(RawBytes key) {
    return bindings.getOrDefault(key, List.of()).stream()
        .anyMatch(binding -> binding.standing() == KeyBinding.Standing.BOUND);
  }

  /** RD-G1. */
  Finding servedKey() {
    if (served.isEmpty()) {
      return Finding.incomplete(Check.RD_G1, "the domain's served key is unknown");
    }
    RawBytes key = served.get().subjectPublicKeyInfo();
    List<KeyBinding> list = servedBindings();
    List<String> details = new ArrayList<>();
    details.add("served key, SHA-256 of its SubjectPublicKeyInfo: " + key.sha256());
    served
        .get()
        .oddKey()
        .ifPresent(oddity -> details.add("non-canonical encoding of the key: " + oddity));
    list.forEach(binding -> details.add(binding.line()));
    String[] refs = list.stream().map(KeyBinding::ref).toArray(String[]::new);
    if (isBound(key)) {
      return Finding.pass(Check.RD_G1, "a quote is bound to the served key")
          .withDetails(details)
          .withRefs(refs);
    }
    String summary =
        list.isEmpty()
            ? info.historicKeys().contains(key)
                ? "the served key is listed, but has no quote"
                : "the served key is not among those that the gateway lists with a quote"
            : list.stream().allMatch(b -> b.standing() == KeyBinding.Standing.UNPROVEN)
                ? "the served key is listed, but its quote is empty"
                : "no quote is bound to the served key";
    return Finding.fail(Check.RD_G1, summary).withDetails(details).withRefs(refs);
  }

  /** RD-G2. */
  Finding otherKeys() {
    List<String> wrong = new ArrayList<>();
    List<String> unproven = new ArrayList<>();
    bindings.forEach((key, list) -> sort(key, list, wrong, unproven));
    sortHistoricKeys(wrong, unproven);
    checkActiveCertificate(wrong, unproven);
    info.baseDomain()
        .filter(stated -> !stated.equalsIgnoreCase(base))
        .ifPresent(stated -> wrong.add("base_domain is " + stated + "; expected " + base));
    List<String> lines = new ArrayList<>(wrong);
    lines.addAll(unproven);
    if (!wrong.isEmpty()) {
      return Finding.fail(Check.RD_G2, wrong.get(0)).withDetails(lines);
    } else if (!unproven.isEmpty()) {
      return Finding.incomplete(Check.RD_G2, unproven.get(0)).withDetails(lines);
    }
    return Finding.pass(
        Check.RD_G2, "each of the " + bindings.size() + " listed keys is bound to a quote");
  }

  private void sort(
      RawBytes key, List<KeyBinding> list, List<String> wrong, List<String> unproven) {
    LeafCertificate.problemOfKey(key.toByteArray())
        .ifPresent(problem -> wrong.add(list.get(0).ref() + ": public_key: " + problem));
    boolean bound = isBound(key);
    boolean isServed = isServed(key);
    for (KeyBinding binding : list) {
      if (binding.standing() == KeyBinding.Standing.WRONG && (bound || !isServed)) {
        wrong.add(binding.line());
      } else if (binding.standing() == KeyBinding.Standing.UNPROVEN && !bound && !isServed) {
        unproven.add(binding.line());
      }
    }
  }

  /** Keys that are listed without quotes must be among those with quotes, if there are any. */
  private void sortHistoricKeys(List<String> wrong, List<String> unproven) {
    int index = 0;
    for (RawBytes key : info.historicKeys()) {
      String line = "hist_keys[" + index + "]: key " + key.sha256() + " has no quote";
      index++;
      if (info.quotedKeys().isEmpty()) {
        unproven.add(line);
      } else if (!bindings.containsKey(key)) {
        wrong.add(line);
      }
    }
  }

  private void checkActiveCertificate(List<String> wrong, List<String> unproven) {
    if (info.activeCertificate().isEmpty()) {
      return;
    }
    Optional<LeafCertificate> active;
    try {
      active = LeafCertificate.read(PemBundle.read(info.activeCertificate().get()).get(0)).found();
    } catch (IllegalArgumentException e) {
      wrong.add("active_cert: " + e.getMessage());
      return;
    }
    if (active.isEmpty()) {
      wrong.add("active_cert is not a certificate");
    } else if (!isBound(active.get().subjectPublicKeyInfo())) {
      (isListed(active.get().subjectPublicKeyInfo()) ? unproven : wrong)
          .add("active_cert has a key that no quote is bound to");
    }
  }

  private boolean isListed(RawBytes key) {
    return bindings.containsKey(key) || info.historicKeys().contains(key);
  }

  /** Every key that the gateway speaks of, and the served one. */
  List<KeyStatement> statements() {
    Map<RawBytes, List<String>> refs = new LinkedHashMap<>();
    served.ifPresent(leaf -> refs.put(leaf.subjectPublicKeyInfo(), new ArrayList<>()));
    bindings.forEach(
        (key, list) ->
            list.forEach(
                binding ->
                    refs.computeIfAbsent(key, spki -> new ArrayList<>()).add(binding.ref())));
    for (int i = 0; i < info.historicKeys().size(); i++) {
      refs.computeIfAbsent(info.historicKeys().get(i), spki -> new ArrayList<>())
          .add("hist_keys[" + i + "]");
    }
    return refs.entrySet().stream()
        .map(
            entry ->
                new KeyStatement(
                    entry.getKey().sha256(),
                    isServed(entry.getKey()),
                    isBound(entry.getKey()),
                    entry.getValue()))
        .toList();
  }
}
