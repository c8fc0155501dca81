package io.github.quotary.cli.inspect;

import io.github.quotary.pki.PemCertificate;
import io.github.quotary.pki.PlatformConfiguration;
import io.github.quotary.pki.SgxExtensionOutline;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    certificate.sgxExtension().ifPresent(extension -> nodes.add(sgxExtension(extension)));
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

  /** The fields that are there, and what is not as in Intel's certificates. */
  private static Node sgxExtension(SgxExtensionOutline extension) {
    List<Node> nodes = new ArrayList<>();
    add(nodes, "ppid", extension.ppidOrNull());
    if (extension.tcbComponentsOrNull() != null) {
      nodes.add(Node.value("sgxTcbComponents", extension.tcbComponentsOrNull()));
    }
    if (extension.pceSvnOrNull() != null) {
      nodes.add(Node.value("pceSvn", extension.pceSvnOrNull()));
    }
    add(nodes, "cpuSvn", extension.cpuSvnOrNull());
    add(nodes, "pceId", extension.pceIdOrNull());
    add(nodes, "fmspc", extension.fmspcOrNull());
    if (extension.sgxTypeOrNull() != null) {
      int type = extension.sgxTypeOrNull();
      nodes.add(Node.value("sgxType", type).meaning(Meaning.of(sgxType(type))));
    }
    add(nodes, "platformInstanceId", extension.platformInstanceIdOrNull());
    PlatformConfiguration flags = extension.configurationOrNull();
    if (flags != null) {
      nodes.add(Node.value("dynamicPlatform", flags.dynamicPlatform()));
      nodes.add(Node.value("cachedKeys", flags.cachedKeys()));
      nodes.add(Node.value("smtEnabled", flags.smtEnabled()));
    }
    if (!extension.deviations().isEmpty()) {
      nodes.add(Node.value("notAsIntels", String.join("; ", extension.deviations())));
    }
    return Node.structure("sgxExtension", nodes);
  }

  private static void add(List<Node> nodes, String name, @Nullable Measurement value) {
    if (value != null) {
      nodes.add(Node.value(name, value.toString()));
    }
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
