package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import io.github.quotary.simulator.spec.Svns;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** Writes Intel's SGX extension of a PCK certificate. */
final class SgxExtension {
  static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

  private static final int PPID = 1;
  private static final int TCB = 2;
  private static final int PCE_ID = 3;
  private static final int FMSPC = 4;
  private static final int SGX_TYPE = 5;
  private static final int INSTANCE_ID = 6;
  private static final int CONFIGURATION = 7;
  private static final int FIRST_UNKNOWN = 98;
  private static final String OTHER_FMSPC = "ffeeddccbbaa";

  private SgxExtension() {}

  static DERSequence of(PlatformSpec platform) {
    ASN1EncodableVector entries = new ASN1EncodableVector();
    entries.add(entry(PPID, octets(platform.ppid(), 16)));
    entries.add(entry(TCB, tcb(platform)));
    entries.add(entry(PCE_ID, octets(platform.pceId(), 2)));
    boolean twice = platform.form() == SgxExtensionForm.DUPLICATE_FMSPC;
    entries.add(entry(FMSPC, octets(twice ? OTHER_FMSPC : platform.fmspc(), 6)));
    entries.add(entry(SGX_TYPE, new ASN1Enumerated(platform.sgxType())));
    ASN1Encodable instanceId = octets(platform.instanceId(), 16);
    switch (platform.form()) {
      case FIVE_ENTRIES, ABSENT -> {}
      case SIX_ENTRIES -> entries.add(entry(INSTANCE_ID, instanceId));
      case SEVEN_ENTRIES -> {
        entries.add(entry(INSTANCE_ID, instanceId));
        entries.add(entry(CONFIGURATION, configuration(platform)));
      }
      case DUPLICATE_FMSPC -> {
        entries.add(entry(INSTANCE_ID, instanceId));
        entries.add(entry(FMSPC, octets(platform.fmspc(), 6)));
      }
      case UNKNOWN_OIDS -> {
        entries.add(entry(FIRST_UNKNOWN, instanceId));
        entries.add(entry(FIRST_UNKNOWN + 1, instanceId));
      }
    }
    return new DERSequence(entries);
  }

  /** 16 component SVNs, PCE SVN and CPUSVN. */
  private static DERSequence tcb(PlatformSpec platform) {
    ASN1ObjectIdentifier base = OID.branch(Integer.toString(TCB));
    ASN1EncodableVector entries = new ASN1EncodableVector();
    for (int i = 0; i < Svns.COUNT; i++) {
      entries.add(entry(base, i + 1, new ASN1Integer(platform.svns().values().get(i))));
    }
    entries.add(entry(base, Svns.COUNT + 1, new ASN1Integer(platform.pceSvn())));
    entries.add(entry(base, Svns.COUNT + 2, octets(platform.cpuSvn(), 16)));
    return new DERSequence(entries);
  }

  private static DERSequence configuration(PlatformSpec platform) {
    ASN1ObjectIdentifier base = OID.branch(Integer.toString(CONFIGURATION));
    ASN1EncodableVector flags = new ASN1EncodableVector();
    flags.add(entry(base, 1, ASN1Boolean.getInstance(platform.dynamicPlatform())));
    flags.add(entry(base, 2, ASN1Boolean.getInstance(platform.cachedKeys())));
    flags.add(entry(base, 3, ASN1Boolean.getInstance(platform.smtEnabled())));
    return new DERSequence(flags);
  }

  private static DEROctetString octets(String hex, int length) {
    return new DEROctetString(Hex.bytes(hex, length));
  }

  private static DERSequence entry(int number, ASN1Encodable value) {
    return entry(OID, number, value);
  }

  private static DERSequence entry(ASN1ObjectIdentifier base, int number, ASN1Encodable value) {
    return new DERSequence(new ASN1Encodable[] {base.branch(Integer.toString(number)), value});
  }
}
