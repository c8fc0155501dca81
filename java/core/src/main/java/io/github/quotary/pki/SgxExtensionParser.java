package io.github.quotary.pki;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Reads Intel's SGX extension: a SEQUENCE of SEQUENCE{OID, value} with five entries (Processor CA)
 * or seven (Platform CA). Unknown entries count but are not read; one given twice is refused.
 */
final class SgxExtensionParser {
  private static final ASN1ObjectIdentifier ROOT = X509Cert.SGX_EXTENSION;
  static final ASN1ObjectIdentifier PPID = ROOT.branch("1");
  static final ASN1ObjectIdentifier TCB = ROOT.branch("2");
  static final ASN1ObjectIdentifier PCE_ID = ROOT.branch("3");
  static final ASN1ObjectIdentifier FMSPC = ROOT.branch("4");
  static final ASN1ObjectIdentifier SGX_TYPE = ROOT.branch("5");
  static final ASN1ObjectIdentifier PLATFORM_INSTANCE_ID = ROOT.branch("6");
  static final ASN1ObjectIdentifier CONFIGURATION = ROOT.branch("7");
  private static final ASN1ObjectIdentifier DYNAMIC_PLATFORM = CONFIGURATION.branch("1");
  private static final ASN1ObjectIdentifier CACHED_KEYS = CONFIGURATION.branch("2");
  private static final ASN1ObjectIdentifier SMT_ENABLED = CONFIGURATION.branch("3");

  /** Those of the SVNs, the PCE's SVN and CPUSVN, which are numbered from 1. */
  static final List<ASN1ObjectIdentifier> TCB_PARTS =
      IntStream.rangeClosed(1, 18).mapToObj(i -> TCB.branch(Integer.toString(i))).toList();

  private static final int PROCESSOR_ENTRIES = 5;
  private static final int PLATFORM_ENTRIES = 7;
  private static final int CONFIGURATION_ENTRIES = 3;
  private static final int TCB_ENTRIES = 18;
  static final int PCE_SVN_ENTRY = 17;
  static final int CPU_SVN_ENTRY = 18;
  private static final BigInteger MAX_SVN = BigInteger.valueOf(255);
  static final BigInteger MAX_PCE_SVN = BigInteger.valueOf(0xffffffffL);

  private SgxExtensionParser() {}

  static SgxExtension parse(X509Cert certificate) throws PkiFormatException {
    byte[] value = certificate.sgxExtension();
    if (value == null) {
      throw new PkiFormatException("The PCK certificate has no SGX extension (" + ROOT + ")");
    }
    try {
      return IntelSgxExtensionReader.read(value);
    } catch (OtherLayoutException e) {
      return parse(value);
    }
  }

  /** Reads an extension of any layout. */
  static SgxExtension parse(byte[] value) throws PkiFormatException {
    ASN1Sequence sequence = Der.first(value, "The SGX extension", ASN1Sequence::getInstance);
    if (sequence.size() != PROCESSOR_ENTRIES && sequence.size() != PLATFORM_ENTRIES) {
      throw new PkiFormatException(
          "The SGX extension has " + sequence.size() + " entries; 5 and 7 are known");
    }
    Map<ASN1ObjectIdentifier, ASN1Encodable> entries = entries(sequence);
    Map<ASN1ObjectIdentifier, ASN1Encodable> tcb = tcb(entries);
    return new SgxExtension(
        octets(entries, PPID, 16),
        components(tcb),
        integer(tcb, TCB_PARTS.get(PCE_SVN_ENTRY - 1), MAX_PCE_SVN).longValueExact(),
        octets(tcb, TCB_PARTS.get(CPU_SVN_ENTRY - 1), 16),
        octets(entries, PCE_ID, 2),
        octets(entries, FMSPC, 6),
        sgxType(entries),
        platformInstanceId(entries),
        configuration(entries));
  }

  private static Map<ASN1ObjectIdentifier, ASN1Encodable> entries(ASN1Sequence sequence)
      throws PkiFormatException {
    Map<ASN1ObjectIdentifier, ASN1Encodable> entries = new HashMap<>();
    for (ASN1Encodable element : sequence) {
      if (!(element instanceof ASN1Sequence entry)
          || entry.size() != 2
          || !(entry.getObjectAt(0) instanceof ASN1ObjectIdentifier oid)) {
        throw new PkiFormatException(
            "An entry of the SGX extension is not a pair of OID and value");
      }
      if (entries.put(oid, entry.getObjectAt(1)) != null) {
        throw new PkiFormatException("The SGX extension has " + oid + " twice");
      }
    }
    return entries;
  }

  private static Map<ASN1ObjectIdentifier, ASN1Encodable> tcb(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries) throws PkiFormatException {
    if (!(required(entries, TCB) instanceof ASN1Sequence tcb) || tcb.size() != TCB_ENTRIES) {
      throw new PkiFormatException("The SGX extension's TCB is not a SEQUENCE of 18 entries");
    }
    return entries(tcb);
  }

  static TcbComponents components(Map<ASN1ObjectIdentifier, ASN1Encodable> tcb)
      throws PkiFormatException {
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = integer(tcb, TCB_PARTS.get(i), MAX_SVN).byteValue();
    }
    return TcbComponents.of(svns);
  }

  private static ASN1Encodable required(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries, ASN1ObjectIdentifier oid)
      throws PkiFormatException {
    ASN1Encodable value = entries.get(oid);
    if (value == null) {
      throw new PkiFormatException("The SGX extension has no " + oid);
    }
    return value;
  }

  static Measurement octets(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries, ASN1ObjectIdentifier oid, int length)
      throws PkiFormatException {
    if (!(required(entries, oid) instanceof ASN1OctetString string)
        || string.getOctetsLength() != length) {
      throw new PkiFormatException(oid + " is not an OCTET STRING of " + length + " bytes");
    }
    return Measurement.of(string.getOctets());
  }

  static BigInteger integer(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries, ASN1ObjectIdentifier oid, BigInteger max)
      throws PkiFormatException {
    if (!(required(entries, oid) instanceof ASN1Integer integer)) {
      throw new PkiFormatException(oid + " is not an INTEGER");
    }
    BigInteger value = integer.getValue();
    if (value.signum() < 0 || value.compareTo(max) > 0) {
      throw new PkiFormatException(oid + " is " + shown(value) + "; 0 to " + max + " is possible");
    }
    return value;
  }

  /** Nothing huge in decimal: that takes seconds, and anybody can send it. */
  private static String shown(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? value.toString()
        : "an INTEGER of " + value.bitLength() + " bits";
  }

  /** The number; one that is no int, as the int that is nearest. */
  static int sgxType(Map<ASN1ObjectIdentifier, ASN1Encodable> entries) throws PkiFormatException {
    if (!(required(entries, SGX_TYPE) instanceof ASN1Enumerated type)) {
      throw new PkiFormatException(SGX_TYPE + " is not an ENUMERATED");
    }
    BigInteger value = type.getValue();
    return value.bitLength() < Integer.SIZE
        ? value.intValue()
        : value.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  static @Nullable Measurement platformInstanceId(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries) {
    return entries.get(PLATFORM_INSTANCE_ID) instanceof ASN1OctetString string
            && string.getOctetsLength() == 16
        ? Measurement.of(string.getOctets())
        : null;
  }

  static @Nullable PlatformConfiguration configuration(
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries) {
    if (!(entries.get(CONFIGURATION) instanceof ASN1Sequence sequence)
        || sequence.size() != CONFIGURATION_ENTRIES) {
      return null;
    }
    try {
      Map<ASN1ObjectIdentifier, ASN1Encodable> flags = entries(sequence);
      return flags.get(DYNAMIC_PLATFORM) instanceof ASN1Boolean dynamicPlatform
              && flags.get(CACHED_KEYS) instanceof ASN1Boolean cachedKeys
              && flags.get(SMT_ENABLED) instanceof ASN1Boolean smtEnabled
          ? new PlatformConfiguration(
              dynamicPlatform.isTrue(), cachedKeys.isTrue(), smtEnabled.isTrue())
          : null;
    } catch (PkiFormatException e) {
      return null;
    }
  }
}
