package io.github.quotary.simulator.domain;

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
 */
public record DomainSite(
    DomainKind kind,
    String host,
    Map<String, Reply> documents,
    List<WebCertificate> certificates,
    ServerConduct conduct,
    VerifierMaterial trust,
    Instant at) {

  /** Checks of DNS and of Certificate Transparency logs, of which a site shows nothing. */
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

  /** The same asked for by another name. */
  public DomainSite withHost(String value) {
    return new DomainSite(kind, value, documents, certificates, conduct, trust, at);
  }

  /** The same with an answer replaced or added. */
  public DomainSite withDocument(String path, Reply reply) {
    Map<String, Reply> changed = new TreeMap<>(documents);
    changed.put(path, reply);
    return new DomainSite(kind, host, changed, certificates, conduct, trust, at);
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
    return new DomainSite(kind, host, changed, certificates, conduct, trust, at);
  }

  /** The same with other certificates served. */
  public DomainSite withCertificates(WebCertificate... values) {
    return new DomainSite(kind, host, documents, List.of(values), conduct, trust, at);
  }

  /** The same with a server that behaves differently. */
  public DomainSite withConduct(UnaryOperator<ServerConduct> change) {
    return new DomainSite(kind, host, documents, certificates, change.apply(conduct), trust, at);
  }

  /** The same with other material for the verifier. */
  public DomainSite withTrust(VerifierMaterial value) {
    return new DomainSite(kind, host, documents, certificates, conduct, value, at);
  }

  /** The same judged at another time. */
  public DomainSite withAt(Instant value) {
    return new DomainSite(kind, host, documents, certificates, conduct, trust, value);
  }

  /** The certificate that is served to who asks for {@link #host()}. */
  public WebCertificate servedCertificate() {
    return ServerKeys.choose(certificates, host);
  }

  /**
   * Writes it as files into a folder, which is made if need be: every document with status 200
   * under the last part of its path ({@code .json} is added where a path of a gateway has no
   * ending), {@code served.pem}, {@code collateral.json}, {@code tdx-root.pem}, {@code
   * web-root.pem}, and {@code policy.json}, which pins the workload, waives the checks of CAA and
   * Certificate Transparency, and names further files beside it; for a custom domain the evidence
   * goes to {@code evidences/}, for a gateway to {@code dstack/}.
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
    for (Map.Entry<String, String> file : trust.pins().policyFiles().entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    write(folder.resolve("policy.json"), trust.pins().policyJson(OTHER_WITNESSES, Set.of()));
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
