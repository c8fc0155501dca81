package io.github.quotary.ingress.run;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaQuestion;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.acme.AcmeAccounts;
import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.acme.AcmeOrders;
import io.github.quotary.ingress.acme.StoredCertificate;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.SimpleResolver;

/** What must hold for one state after its ingress was killed and another one has worked. */
final class KillChecks {
  private static final String STRANGER = "https://127.0.0.1/account/of-a-stranger";

  private final IngressLab lab;
  private final String name;
  private final boolean hasWildcard;
  private int accountsBefore;

  KillChecks(IngressLab lab, String name, boolean hasWildcard) {
    this.lab = lab;
    this.name = name;
    this.hasWildcard = hasWildcard;
    accountsMayBeMade();
  }

  /** One more account may be made from now on. */
  void accountsMayBeMade() {
    accountsBefore = lab.ca.accounts().size();
  }

  String name() {
    return name;
  }

  private List<String> lineages() {
    return lab.configuration().acme().isOneCertificate()
        ? List.of("_all")
        : hasWildcard ? List.of(name, "*." + name) : List.of(name);
  }

  private AcmeDirectory directory() {
    return AcmeDirectory.of(lab.ca.directory());
  }

  /** The certificate of the name that the state has. */
  Optional<byte[]> storedLeaf() throws CertificateEncodingException {
    StoredCertificate stored = AcmeOrders.stored(lab.stateFolder(), directory(), lineages().get(0));
    return stored instanceof StoredCertificate.Found found
        ? Optional.of(found.certificate().leaf().getEncoded())
        : Optional.empty();
  }

  /** Why a process that was just started does not serve what the state has. */
  Optional<String> servedAtOnce(byte[] leaf) {
    try {
      return Arrays.equals(leaf, lab.leaf(name).getEncoded())
          ? Optional.empty()
          : Optional.of("another certificate is served at once than the state has");
    } catch (Exception e) {
      return Optional.of("not served at once: " + e);
    }
  }

  /** What does not hold. */
  List<String> all(LockWatch locks) {
    List<String> wrong = new ArrayList<>();
    try {
      served(wrong);
      locked(wrong, locks);
      oneAccount(wrong);
      attested(wrong);
      tidy(wrong);
    } catch (Exception e) {
      wrong.add("not looked at all: " + e);
    }
    return wrong;
  }

  private void served(List<String> wrong) throws Exception {
    X509Certificate leaf = lab.leaf(name);
    if (!Arrays.equals(leaf.getEncoded(), storedLeaf().orElse(new byte[0]))) {
      wrong.add("what is served is not what the state has");
    }
    if (!lab.get(name, "/").equals("app")) {
      wrong.add("the backend is not reached");
    }
  }

  private void locked(List<String> wrong, LockWatch locks) throws IOException {
    locks.opened().forEach(one -> wrong.add("a lock was open: " + one));
    if (!locks.isLocked(name)) {
      wrong.add("it is not locked");
    }
    String account = AcmeAccounts.stored(lab.stateFolder(), directory()).orElseThrow().toString();
    CaaSearch search =
        new CaaSearch(
            ResolverDns.of(new SimpleResolver(new InetSocketAddress("127.0.0.1", lab.dns.port()))));
    for (String host : List.of(name, "*." + name)) {
      CaaName asked = CaaName.parse(host).orElseThrow();
      RelevantSet set = search.find(asked);
      if (!new CaaQuestion(asked, IngressLab.ISSUER, account, "dns-01").isPermittedBy(set)) {
        wrong.add("the account may not get certificates for " + host);
      }
      if (new CaaQuestion(asked, IngressLab.ISSUER, STRANGER, "dns-01").isPermittedBy(set)
          || new CaaQuestion(asked, IngressLab.ISSUER, account, "http-01").isPermittedBy(set)
          || new CaaQuestion(asked, "other.example", account, "dns-01").isPermittedBy(set)) {
        wrong.add("others may get certificates for " + host);
      }
    }
  }

  private void oneAccount(List<String> wrong) throws IOException {
    List<String> made = lab.ca.accounts();
    List<String> own = made.subList(accountsBefore, made.size());
    Optional<String> stored =
        AcmeAccounts.stored(lab.stateFolder(), directory()).map(Object::toString);
    if (own.size() != 1 || !stored.equals(Optional.of(own.get(0)))) {
      wrong.add("accounts " + own + ", stored " + stored);
    }
  }

  private void attested(List<String> wrong) throws Exception {
    List<String> hosts = hasWildcard ? List.of(name, "any." + name) : List.of(name);
    for (String host : hosts) {
      DomainReport report = lab.judge(host);
      if (report.verdict() != Verdict.PASS) {
        wrong.add(host + " is not attested: " + report);
      }
    }
    Path copies = Path.of(lab.settings().getOrDefault("EVIDENCE_DIR", ""));
    for (String file : List.of("acme-account.json", "sha256sum.txt", "quote.json")) {
      String copy = Files.readString(copies.resolve(file), StandardCharsets.ISO_8859_1);
      if (!copy.equals(lab.get(name, "/evidences/" + file))) {
        wrong.add("the copy of " + file + " is not what visitors get");
      }
    }
  }

  private void tidy(List<String> wrong) throws IOException {
    List<String> own = lab.zone.texts().stream().filter(text -> text.contains(name + " ")).toList();
    if (own.size() != (hasWildcard ? 6 : 4)) {
      wrong.add("records " + own);
    }
    if (own.stream().anyMatch(text -> text.startsWith("_acme-challenge."))) {
      wrong.add("an answer to a challenge is left");
    }
    List<String> orders = StateFolder.list(lab.stateFolder(), "orders/" + directory().folder());
    if (!orders.isEmpty()) {
      wrong.add("orders under way: " + orders);
    }
    if (!Set.copyOf(lineages())
        .equals(
            Set.copyOf(
                StateFolder.list(lab.stateFolder(), "certificates/" + directory().folder()).stream()
                    .map(file -> file.substring(0, file.length() - ".pem".length()))
                    .toList()))) {
      wrong.add("certificates of other lineages");
    }
  }
}
