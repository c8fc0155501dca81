package io.github.quotary.cli.inspect;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PemCertificate;
import io.github.quotary.pki.X509Cert;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Certificates in PEM, as far as they can be read. */
final class CertificateNodes {
  private CertificateNodes() {}

  static Node of(ByteBuffer pem) {
    List<Node> certificates = new ArrayList<>();
    for (PemCertificate certificate : PemCertificate.list(pem)) {
      certificates.add(of(certificate, "certificate " + (certificates.size() + 1)));
    }
    return Node.list("certificates", certificates);
  }

  private static Node of(PemCertificate certificate, String name) {
    List<Node> nodes = new ArrayList<>();
    certificate.certificate().ifPresent(x509 -> nodes.addAll(fields(x509)));
    certificate.pck().ifPresent(pck -> nodes.add(sgxExtension(pck)));
    certificate.problem().ifPresent(problem -> nodes.add(Node.value("problem", problem)));
    return Node.structure(name, nodes);
  }

  private static List<Node> fields(X509Cert certificate) {
    return List.of(
        Node.value("subject", certificate.subject().toString()),
        Node.value("issuer", certificate.issuer().toString()),
        Node.value("serial", certificate.serial().toString(16)),
        Node.value("notBefore", certificate.notBefore().toString()),
        Node.value("notAfter", certificate.notAfter().toString()));
  }

  private static Node sgxExtension(PckCertificate pck) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.value("ppid", pck.ppid().toString()));
    nodes.add(Node.value("sgxTcbComponents", pck.tcbComponents()));
    nodes.add(Node.value("pceSvn", pck.pceSvn()));
    nodes.add(Node.value("cpuSvn", pck.cpuSvn().toString()));
    nodes.add(Node.value("pceId", pck.pceId().toString()));
    nodes.add(Node.value("fmspc", pck.fmspc().toString()));
    nodes.add(Node.value("sgxType", pck.sgxType()).meaning(Meaning.of(sgxType(pck.sgxType()))));
    pck.platformInstanceId()
        .ifPresent(id -> nodes.add(Node.value("platformInstanceId", id.toString())));
    pck.configuration()
        .ifPresent(
            flags -> {
              nodes.add(Node.value("dynamicPlatform", flags.dynamicPlatform()));
              nodes.add(Node.value("cachedKeys", flags.cachedKeys()));
              nodes.add(Node.value("smtEnabled", flags.smtEnabled()));
            });
    return Node.structure("sgxExtension", nodes);
  }

  private static String sgxType(int type) {
    return switch (type) {
      case 0 -> "Standard";
      case 1 -> "Scalable";
      case 2 -> "Scalable with integrity";
      default -> "unknown";
    };
  }
}
