package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.CtSearchPlan;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.DnsZone;
import io.github.quotary.simulator.domain.server.NameServer;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.ServerKeys;
import io.github.quotary.simulator.domain.web.WebCertificate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A deployment as it is seen from outside: documents by request path, certificates, collateral.
 * Immutable.
 *
 * @param kind what is asked about it
 * @param host the name to ask for
 * @param documents what it answers, by request path
 * @param certificates what it serves: the one that covers the name asked for, else the first
 * @param conduct how its server behaves
 * @param trust what a verifier has to be given
 * @param at when it is to be judged
 * @param witnesses what the DNS and Certificate Transparency know of it
 * @param challenge its answer to a request target that begins with {@code /evidences/challenge}
 */
@RecordBuilder
public record DomainSite(
    DomainKind kind,
    String host,
    Map<String, Reply> documents,
    List<WebCertificate> certificates,
    ServerConduct conduct,
    VerifierMaterial trust,
    Instant at,
    SiteWitnesses witnesses,
    Function<String, Reply> challenge)
    implements DomainSiteBuilder.With {

  /** Mandatory checks of DNS and of Certificate Transparency, for policies that waive them. */
  public static final Set<String> OTHER_WITNESSES =
      Set.of("CAA-1", "CAA-2", "CAA-3", "CT-1", "CT-2");

  /** Copies and sorts. */
  public DomainSite {
    documents = Collections.unmodifiableMap(new TreeMap<>(documents));
    certificates = List.copyOf(certificates);
  }

  /** Serves it over TLS on the loopback interface, on a free port. */
  public LaboratoryServer serve() {
    return LaboratoryServer.start(this);
  }

  /** Serves its part of the DNS on the loopback interface, on a free port. */
  public NameServer serveDns() {
    return NameServer.start(witnesses.zone());
  }

  /** Serves what logs have of it over HTTP on the loopback interface, on a free port. */
  public CtSearchServer serveCt() {
    return CtSearchServer.start(witnesses.ct(), at);
  }

  /** The same with other records in the DNS. */
  public DomainSite withZone(UnaryOperator<DnsZone> change) {
    return withWitnesses(witnesses.withZone(change.apply(witnesses.zone())));
  }

  /** The same with other certificates in logs. */
  public DomainSite withCt(UnaryOperator<CtSearchPlan> change) {
    return withWitnesses(witnesses.withCt(change.apply(witnesses.ct())));
  }

  /** The same with an answer replaced or added. */
  public DomainSite withDocument(String path, Reply reply) {
    Map<String, Reply> changed = new TreeMap<>(documents);
    changed.put(path, reply);
    return withDocuments(changed);
  }

  /** The same with an answer changed; it must be there. */
  public DomainSite withDocument(String path, UnaryOperator<Reply> change) {
    Reply reply = documents.get(path);
    if (reply == null) {
      throw new IllegalArgumentException("no " + path + " among " + documents.keySet());
    }
    return withDocument(path, change.apply(reply));
  }

  /** The same without an answer. */
  public DomainSite without(String path) {
    Map<String, Reply> changed = new TreeMap<>(documents);
    changed.remove(path);
    return withDocuments(changed);
  }

  /** The same with other certificates served. */
  public DomainSite withCertificates(WebCertificate... values) {
    return withCertificates(List.of(values));
  }

  /** The same with a server that behaves differently. */
  public DomainSite withConduct(UnaryOperator<ServerConduct> change) {
    return withConduct(change.apply(conduct));
  }

  /** The certificate that is served to who asks for {@link #host()}. */
  public WebCertificate servedCertificate() {
    return ServerKeys.choose(certificates, host);
  }

  /**
   * Writes it as files into a folder, which is made if need be: every document with status 200
   * under the last part of its path ({@code .json} is added where a path of a gateway has no
   * ending), {@code served.pem}, {@code collateral.json}, {@code tdx-root.pem}, {@code
   * web-root.pem}, {@code zone.txt}, {@code crtsh.json}, {@code certspotter.json}, and {@code
   * policy.json}, which pins the workload, waives nothing, and names further files beside it,
   * {@code log-list.json} among them; for a custom domain the evidence goes to {@code evidences/},
   * for a gateway to {@code dstack/}.
   */
  public void writeTo(Path folder) throws IOException {
    Path evidence = folder.resolve(kind == DomainKind.GATEWAY ? "dstack" : "evidences");
    Files.createDirectories(evidence);
    for (Map.Entry<String, Reply> document : documents.entrySet()) {
      String path = document.getKey();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (document.getValue().status() == 200 && !name.isEmpty()) {
        String file = kind == DomainKind.GATEWAY ? name + ".json" : name;
        Files.write(evidence.resolve(file), document.getValue().body());
      }
    }
    write(folder.resolve("served.pem"), servedCertificate().chainPem());
    write(folder.resolve("collateral.json"), trust.collateralJson());
    write(folder.resolve("tdx-root.pem"), trust.tdxRootPem());
    write(folder.resolve("web-root.pem"), trust.webRootPem());
    write(folder.resolve("zone.txt"), witnesses.zone().text());
    write(folder.resolve("crtsh.json"), witnesses.ct().json(at));
    write(folder.resolve("certspotter.json"), witnesses.ct().issuances(at));
    for (Map.Entry<String, String> file : trust.policyFiles().entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    write(folder.resolve("policy.json"), trust.policyJson(Set.of(), Set.of()));
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
