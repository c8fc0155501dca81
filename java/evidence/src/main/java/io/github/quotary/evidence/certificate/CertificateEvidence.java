package io.github.quotary.evidence.certificate;

import io.github.quotary.domain.dstack.RaTlsCertificate;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Reads the evidence in an X.509 certificate: dstack's RA-TLS ({@code 1.3.6.1.4.1.62397.1.1},
 * {@code .2}, {@code .8}), interoperable RA-TLS ({@code 2.23.133.5.4.9}), the older forms of
 * Gramine ({@code 1.2.840.113741.1337.6}) and Intel's SGX SDK, and conceptual message wrappers
 * ({@code id-pe-cmw}), which bind no key. Of a chain the first certificate counts.
 *
 * <p>The certificate itself is not judged: not its dates, not its names, and its signature only if
 * its own key made it.
 */
public final class CertificateEvidence {
  private static final int MAX_BYTES = 16 << 20;
  private static final int SEQUENCE = 0x30;
  private static final int MAX_CHAIN = 16;

  /** The shortest quote has 1020 bytes, in base64 1360 characters. */
  private static final int MIN_QUOTE_TEXT = 1360;

  private static final String ENDORSEMENTS = "2.23.133.5.4.2";

  private CertificateEvidence() {}

  /**
   * Whether the bindings of a certificate's quote tie it to the certificate's key: the key's hash
   * is in the report data, or in claims whose hash is there; and nothing that was computed differs.
   * Counts only once the quote is verified.
   */
  public static boolean bindsKey(List<Binding> bindings) {
    boolean differs =
        bindings.stream().anyMatch(binding -> binding.outcome() == Binding.Outcome.FAILS);
    return !differs
        && (holds(bindings, Finding.KEY_IN_REPORT_DATA)
            || (holds(bindings, InteroperableEvidence.CLAIMS_IN_REPORT_DATA)
                && holds(bindings, InteroperableEvidence.KEY_IN_CLAIMS)));
  }

  private static boolean holds(List<Binding> bindings, String name) {
    return bindings.stream()
        .anyMatch(
            binding -> binding.name().equals(name) && binding.outcome() == Binding.Outcome.HOLDS);
  }

  /**
   * Reads a certificate, PEM or DER, of at most 16 MiB. Empty if it is neither: DER that is not a
   * certificate, or text without a PEM certificate. Never throws.
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    if (bytes[0] == SEQUENCE) {
      return parse(bytes).found().map(certificate -> recognise(bytes, certificate));
    }
    return PemLeaf.read(bytes).map(CertificateEvidence::ofPem).map(first -> alone(first, bytes));
  }

  /**
   * The first certificate's evidence, unless more evidence, or a text that is long enough to be a
   * quote, follows: of two quotes none is chosen.
   */
  private static Recognition alone(Recognition first, byte[] bytes) {
    String text = PemLeaf.text(bytes).stripTrailing();
    int at = PemLeaf.after(text, 0);
    for (int count = 0; at < text.length(); count++) {
      Optional<Reading<byte[]>> next = PemLeaf.read(text, at);
      if (next.isEmpty()) {
        return text.length() - at < MIN_QUOTE_TEXT
            ? first
            : ambiguous("other text that could be a quote");
      }
      if (count == MAX_CHAIN) {
        return ambiguous("more than " + MAX_CHAIN + " certificates");
      }
      if (ofPem(next.get()) instanceof Recognition.Parts) {
        return ambiguous("another certificate with evidence");
      }
      at = PemLeaf.after(text, at);
    }
    return first;
  }

  private static Recognition ambiguous(String what) {
    return new Recognition.Refused(
        "a PEM certificate, and after it " + what + ": give one of them alone", true);
  }

  private static Recognition ofPem(Reading<byte[]> pem) {
    return pem.fold(
        der ->
            parse(der)
                .fold(
                    certificate -> recognise(der, certificate),
                    problem -> refused("a PEM certificate that cannot be read: " + problem.text())),
        problem -> refused("a PEM certificate that cannot be read: " + problem.text()));
  }

  private static Reading<Certificate> parse(byte[] der) {
    try {
      Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
      if (certificate == null) {
        return Reading.malformed("it is empty");
      }
      // Bouncy Castle reads names when it is asked for them.
      Printable.of(certificate.getIssuer());
      Printable.of(certificate.getSubject());
      return Reading.of(certificate);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Reading.malformed("it is not an X.509 certificate in DER");
    }
  }

  private static Recognition recognise(byte[] der, Certificate certificate) {
    return RaTlsCertificate.read(der)
        .fold(
            dstack -> recognise(der, certificate, dstack),
            problem -> refused("an X.509 certificate that cannot be read: " + problem.text()));
  }

  private static Recognition recognise(
      byte[] der, Certificate certificate, RaTlsCertificate dstack) {
    CertificateExtensions extensions = new CertificateExtensions(certificate);
    try {
      List<Finding> findings = findings(extensions, dstack);
      if (findings.isEmpty()) {
        return refused(OtherCertificate.name(certificate, extensions));
      }
      List<Binding> more = new ArrayList<>(others(findings));
      if (extensions.value(ENDORSEMENTS).isPresent()) {
        more.add(
            new Binding(
                "endorsements in the certificate",
                Binding.Outcome.NOT_CHECKED,
                "extension " + ENDORSEMENTS + " was not read; other collateral is needed"));
      }
      more.add(SelfSignature.of(der, certificate));
      return parts(findings.get(0).with(more));
    } catch (MalformedException e) {
      return refused("an X.509 certificate with evidence: " + e.problem());
    }
  }

  private static List<Finding> findings(CertificateExtensions extensions, RaTlsCertificate dstack)
      throws MalformedException {
    ByteBuffer key = dstack.subjectPublicKeyInfo();
    List<Finding> findings = new ArrayList<>();
    DstackEvidence.find(dstack).ifPresent(findings::add);
    Optional<byte[]> interoperable = extensions.value(InteroperableEvidence.OID);
    if (interoperable.isPresent()) {
      findings.add(InteroperableEvidence.read(interoperable.get(), key));
    }
    findings.addAll(RawQuoteEvidence.find(extensions, key));
    Optional<byte[]> wrapper = extensions.value(WrapperEvidence.OID);
    if (wrapper.isPresent()) {
      addWrapped(findings, wrapper.get());
    }
    return findings;
  }

  /** Beside other evidence, a wrapper may hold what is not supported. */
  private static void addWrapped(List<Finding> findings, byte[] wrapper) throws MalformedException {
    try {
      findings.addAll(WrapperEvidence.read(wrapper));
    } catch (MalformedException e) {
      if (findings.isEmpty()) {
        throw e;
      }
      Binding left =
          new Binding(
              "conceptual message wrapper in the certificate",
              Binding.Outcome.NOT_CHECKED,
              e.problem());
      findings.set(0, findings.get(0).with(List.of(left)));
    }
  }

  /** Makers that serve old and new readers put a quote into each of two extensions. */
  private static List<Binding> others(List<Finding> findings) throws MalformedException {
    Finding first = findings.get(0);
    List<Binding> bindings = new ArrayList<>();
    for (Finding other : findings.subList(1, findings.size())) {
      if (!first.speaksForThatOf(other)) {
        throw new MalformedException(
            0, first.place() + " and " + other.place() + " speak for different workloads");
      }
      bindings.add(
          new Binding(
              "second quote in the certificate",
              Binding.Outcome.NOT_CHECKED,
              other.place() + " speaks for the same workload; " + first.place() + " was read"));
    }
    return bindings;
  }

  private static Recognition parts(Finding finding) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.QuotePart(finding.quote(), finding.bindings()));
    finding.log().map(Part.LogPart::new).ifPresent(parts::add);
    return new Recognition.Parts(parts);
  }

  private static Recognition refused(String reason) {
    return new Recognition.Refused(reason);
  }
}
