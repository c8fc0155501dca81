package io.github.quotary.simulator;

import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.Pem;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.write.CertificateWriter;
import io.github.quotary.simulator.write.CrlWriter;
import io.github.quotary.simulator.write.KeyRing;
import io.github.quotary.simulator.write.QeIdentityWriter;
import io.github.quotary.simulator.write.QuoteWriter;
import io.github.quotary.simulator.write.SignedText;
import io.github.quotary.simulator.write.TcbInfoWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes evidence: plays the platform, its quoting enclave and Intel's provisioning service.
 *
 * <p>All key pairs come from the seed; two simulators of one seed are interchangeable. Instances
 * may be shared between threads.
 */
public final class Simulator {
  private final KeyRing keys;

  private Simulator(long seed) {
    keys = new KeyRing(seed);
  }

  /** A simulator with the key pairs of {@code seed}. */
  public static Simulator seeded(long seed) {
    return new Simulator(seed);
  }

  /** The evidence that the scenario describes. */
  public Evidence evidence(Scenario scenario) {
    PkiSpec pki = scenario.pki();
    CertificateWriter certificates = new CertificateWriter(keys, scenario.platform());
    CrlWriter crls = new CrlWriter(keys);
    SignedText tcbInfo =
        SignedText.sign(
            TcbInfoWriter.write(scenario.tcbInfo(), scenario.platform()),
            scenario.tcbInfo().edits(),
            keys.key(pki.tcbInfoKey()));
    SignedText qeIdentity =
        SignedText.sign(
            QeIdentityWriter.write(scenario.qeIdentity()),
            scenario.qeIdentity().edits(),
            keys.key(pki.qeIdentityKey()));

    Map<CollateralPart, String> collateral = new EnumMap<>(CollateralPart.class);
    collateral.put(
        CollateralPart.PCK_CRL_ISSUER_CHAIN, pem(certificates, pki.chain(Chain.PCK_CRL_ISSUER)));
    collateral.put(CollateralPart.ROOT_CA_CRL, Hex.of(crls.write(pki.rootCrl())));
    collateral.put(CollateralPart.PCK_CRL, Hex.of(crls.write(pki.pckCrl())));
    collateral.put(
        CollateralPart.TCB_INFO_ISSUER_CHAIN, pem(certificates, pki.chain(Chain.TCB_INFO)));
    collateral.put(CollateralPart.TCB_INFO, tcbInfo.text());
    collateral.put(CollateralPart.TCB_INFO_SIGNATURE, tcbInfo.signature());
    collateral.put(
        CollateralPart.QE_IDENTITY_ISSUER_CHAIN, pem(certificates, pki.chain(Chain.QE_IDENTITY)));
    collateral.put(CollateralPart.QE_IDENTITY, qeIdentity.text());
    collateral.put(CollateralPart.QE_IDENTITY_SIGNATURE, qeIdentity.signature());

    return new Evidence(
        quote(scenario, certificates),
        collateral,
        pem(certificates, List.of(pki.anchor())),
        scenario.at());
  }

  private byte[] quote(Scenario scenario, CertificateWriter certificates) {
    String chain = pem(certificates, scenario.pki().chain(Chain.QUOTE));
    return new QuoteWriter(scenario, keys, chain).write();
  }

  private static String pem(CertificateWriter writer, List<CertificateSpec> certificates) {
    StringBuilder text = new StringBuilder();
    for (CertificateSpec certificate : certificates) {
      text.append(Pem.certificate(writer.write(certificate)));
    }
    return text.toString();
  }
}
