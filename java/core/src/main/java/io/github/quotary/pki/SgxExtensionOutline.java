package io.github.quotary.pki;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of Intel's SGX extension of a certificate, also where the extension has other
 * entries than Intel's. For showing only: it judges nothing, and no verdict depends on it; {@link
 * PckCertificate} is the strict reading. Immutable.
 *
 * @param ppidOrNull the platform's provisioning id, 16 bytes
 * @param tcbComponentsOrNull the sixteen SGX component SVNs
 * @param pceSvnOrNull the provisioning certification enclave's SVN, an unsigned 32-bit integer
 * @param cpuSvnOrNull the platform's CPUSVN, 16 bytes
 * @param pceIdOrNull the provisioning certification enclave's id, 2 bytes
 * @param fmspcOrNull family, model, stepping, platform type and SKU, 6 bytes
 * @param sgxTypeOrNull 0 Standard, 1 Scalable, 2 Scalable with integrity
 * @param platformInstanceIdOrNull the platform instance's id, 16 bytes
 * @param configurationOrNull the platform's configuration flags
 * @param deviations a line for each way in which the extension is not Intel's; at most 40
 */
public record SgxExtensionOutline(
    @Nullable Measurement ppidOrNull,
    @Nullable TcbComponents tcbComponentsOrNull,
    @Nullable Long pceSvnOrNull,
    @Nullable Measurement cpuSvnOrNull,
    @Nullable Measurement pceIdOrNull,
    @Nullable Measurement fmspcOrNull,
    @Nullable Integer sgxTypeOrNull,
    @Nullable Measurement platformInstanceIdOrNull,
    @Nullable PlatformConfiguration configurationOrNull,
    List<String> deviations) {
  private static final int MAX_DEVIATIONS = 40;

  /** The entries, as Intel's specification numbers them. */
  private static final Map<ASN1ObjectIdentifier, String> NAMES = names();

  /** Copies the list. */
  public SgxExtensionOutline {
    deviations = List.copyOf(deviations);
  }

  private static Map<ASN1ObjectIdentifier, String> names() {
    Map<ASN1ObjectIdentifier, String> names = new LinkedHashMap<>();
    names.put(SgxExtensionParser.PPID, "PPID");
    names.put(SgxExtensionParser.TCB, "TCB");
    names.put(SgxExtensionParser.PCE_ID, "PCE-ID");
    names.put(SgxExtensionParser.FMSPC, "FMSPC");
    names.put(SgxExtensionParser.SGX_TYPE, "SGX type");
    names.put(SgxExtensionParser.PLATFORM_INSTANCE_ID, "platform instance id");
    names.put(SgxExtensionParser.CONFIGURATION, "configuration");
    return names;
  }

  /** What can be read; empty if there is no extension, or it is not a SEQUENCE. Never throws. */
  static Optional<SgxExtensionOutline> of(X509Cert certificate) {
    byte[] value = certificate.sgxExtension();
    if (value == null) {
      return Optional.empty();
    }
    try {
      ASN1Sequence sequence = Der.first(value, "The SGX extension", ASN1Sequence::getInstance);
      return Optional.of(new Reader(sequence).read());
    } catch (PkiFormatException e) {
      return Optional.empty();
    }
  }

  /** Reads each entry for itself. */
  private static final class Reader {
    private final List<String> deviations = new ArrayList<>();
    private final ASN1Sequence sequence;

    Reader(ASN1Sequence sequence) {
      this.sequence = sequence;
    }

    SgxExtensionOutline read() {
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries = entries(sequence, "extension");
      int size = sequence.size();
      if (size != 5 && size != 7) {
        deviate(
            "the extension has "
                + size
                + " entries; Intel's have 5 (Processor CA) or 7 (Platform CA)");
      }
      NAMES.forEach(
          (oid, name) -> {
            boolean optional =
                oid.equals(SgxExtensionParser.PLATFORM_INSTANCE_ID)
                    || oid.equals(SgxExtensionParser.CONFIGURATION);
            if (!entries.containsKey(oid) && !(optional && size == 5)) {
              deviate("missing: " + name + " (" + oid + ")");
            }
          });
      entries.keySet().stream()
          .filter(oid -> !NAMES.containsKey(oid))
          .forEach(oid -> deviate("extra, not read: " + oid));
      Map<ASN1ObjectIdentifier, ASN1Encodable> tcb = tcb(entries);
      ASN1ObjectIdentifier pceSvn =
          SgxExtensionParser.TCB_PARTS.get(SgxExtensionParser.PCE_SVN_ENTRY - 1);
      ASN1ObjectIdentifier cpuSvn =
          SgxExtensionParser.TCB_PARTS.get(SgxExtensionParser.CPU_SVN_ENTRY - 1);
      return new SgxExtensionOutline(
          octets(entries, SgxExtensionParser.PPID, 16),
          tcb.isEmpty() ? null : read(() -> SgxExtensionParser.components(tcb)),
          tcb.isEmpty()
              ? null
              : read(
                  () ->
                      SgxExtensionParser.integer(tcb, pceSvn, SgxExtensionParser.MAX_PCE_SVN)
                          .longValueExact()),
          octets(tcb, cpuSvn, 16),
          octets(entries, SgxExtensionParser.PCE_ID, 2),
          octets(entries, SgxExtensionParser.FMSPC, 6),
          entries.containsKey(SgxExtensionParser.SGX_TYPE)
              ? read(() -> SgxExtensionParser.sgxType(entries))
              : null,
          SgxExtensionParser.platformInstanceId(entries),
          SgxExtensionParser.configuration(entries),
          deviations);
    }

    private Map<ASN1ObjectIdentifier, ASN1Encodable> tcb(
        Map<ASN1ObjectIdentifier, ASN1Encodable> entries) {
      ASN1Encodable value = entries.get(SgxExtensionParser.TCB);
      if (value == null) {
        return Map.of();
      }
      if (!(value instanceof ASN1Sequence tcb)) {
        deviate("the TCB is not a SEQUENCE");
        return Map.of();
      }
      if (tcb.size() != SgxExtensionParser.TCB_PARTS.size()) {
        deviate(
            "the TCB has "
                + tcb.size()
                + " entries; Intel's has "
                + SgxExtensionParser.TCB_PARTS.size());
      }
      return entries(tcb, "TCB");
    }

    private Map<ASN1ObjectIdentifier, ASN1Encodable> entries(ASN1Sequence from, String name) {
      Map<ASN1ObjectIdentifier, ASN1Encodable> entries = new HashMap<>();
      for (ASN1Encodable element : from) {
        if (element instanceof ASN1Sequence entry
            && entry.size() == 2
            && entry.getObjectAt(0) instanceof ASN1ObjectIdentifier oid) {
          if (entries.putIfAbsent(oid, entry.getObjectAt(1)) != null) {
            deviate("the " + name + " has " + oid + " more than one time; the first is shown");
          }
        } else {
          deviate("an entry of the " + name + " is not a pair of OID and value");
        }
      }
      return entries;
    }

    private @Nullable Measurement octets(
        Map<ASN1ObjectIdentifier, ASN1Encodable> entries, ASN1ObjectIdentifier oid, int length) {
      return entries.containsKey(oid)
          ? read(() -> SgxExtensionParser.octets(entries, oid, length))
          : null;
    }

    private <T> @Nullable T read(Part<T> part) {
      try {
        return part.read();
      } catch (PkiFormatException e) {
        deviate("not read: " + e.problem());
        return null;
      }
    }

    private void deviate(String line) {
      if (deviations.size() < MAX_DEVIATIONS) {
        deviations.add(line);
      }
    }
  }

  /** The strict reading of one part. */
  @FunctionalInterface
  private interface Part<T> {
    T read() throws PkiFormatException;
  }
}
