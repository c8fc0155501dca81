package io.github.quotary.evidence.azure;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.quote.TdReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What ties the parts of Azure's evidence together: the quote names the paravisor's data by its
 * hash, the data holds the TPM's attestation key, that key signs the TPM's quote, and that quote
 * names the PCRs by their hash. Not thread-safe.
 */
final class AzureBindings {
  private static final int HASH_SIZE = 32;

  private final List<Binding> bindings = new ArrayList<>();
  private final AzureDocument document;
  private final HclReport hcl;

  private AzureBindings(AzureDocument document, HclReport hcl) {
    this.document = document;
    this.hcl = hcl;
  }

  static List<Binding> of(AzureDocument document, HclReport hcl) {
    AzureBindings all = new AzureBindings(document, hcl);
    all.quote();
    all.tpm();
    return all.bindings;
  }

  private void quote() {
    String data = "HCL variable data in report data";
    String report = "TDREPORT of the HCL report in the quote";
    Optional<TdReport> quoted = tdReport();
    if (quoted.isEmpty()) {
      add(data, Outcome.NOT_CHECKED, "the TD quote cannot be parsed");
      add(report, Outcome.NOT_CHECKED, "the TD quote cannot be parsed");
      return;
    }
    byte[] reportData = quoted.get().reportData().toByteArray();
    Measurement first = Measurement.of(Arrays.copyOf(reportData, HASH_SIZE));
    Measurement hash = Measurement.of(Sha2.sha256(hcl.variableData()));
    add(
        data,
        first.equals(hash),
        "first 32 bytes of the report data " + first + "; SHA-256 of the variable data " + hash);
    List<String> differences = hcl.tdReport().differences(quoted.get());
    add(
        report,
        differences.isEmpty(),
        differences.isEmpty()
            ? "REPORTDATA, TDATTRIBUTES, XFAM, MRTD, MRCONFIGID, MROWNER, MROWNERCONFIG and RTMR0"
                + " to RTMR3 agree"
            : String.join("; ", differences));
  }

  private Optional<TdReport> tdReport() {
    return Quote.tryParse(document.quote()) instanceof QuoteParse.Parsed parsed
            && parsed.quote().body() instanceof TdReport report
        ? Optional.of(report)
        : Optional.empty();
  }

  private void tpm() {
    Optional<VariableData> data = variableData();
    data.ifPresent(this::signature);
    try {
      TpmQuote quote = TpmQuote.parse(document.message());
      pcrs(quote);
      add(
          "nonce of the TPM quote",
          Outcome.NOT_CHECKED,
          quote.nonce() + "; compare it with the one that you sent");
      if (data.isPresent()) {
        userData(data.get(), quote);
      }
    } catch (MalformedException e) {
      add("PCRs in the TPM quote", Outcome.FAILS, e.problem());
    }
  }

  private Optional<VariableData> variableData() {
    try {
      return Optional.of(VariableData.parse(hcl.variableData()));
    } catch (MalformedException e) {
      add(
          "TPM quote signed by the key in the HCL report",
          Outcome.FAILS,
          "the variable data cannot be read: " + e.problem());
      return Optional.empty();
    }
  }

  private void signature(VariableData data) {
    String name = "TPM quote signed by the key in the HCL report";
    try {
      boolean signed = data.signed(document.message(), document.signature());
      add(
          name,
          signed,
          signed ? "HCLAkPub signed it" : "HCLAkPub did not make the signature of the TPM quote");
    } catch (MalformedException e) {
      add(name, Outcome.FAILS, e.problem());
    }
  }

  private void pcrs(TpmQuote quote) {
    String name = "PCRs in the TPM quote";
    List<ByteBuffer> pcrs = document.pcrs();
    if (pcrs.size() != quote.selected().size()
        || pcrs.stream().anyMatch(pcr -> pcr.remaining() != HASH_SIZE)) {
      add(
          name,
          Outcome.FAILS,
          quote.selected().size()
              + " PCRs of 32 bytes are quoted; "
              + pcrs.size()
              + " values are given, or values of another size");
      return;
    }
    Measurement hash = Measurement.of(Sha2.sha256(pcrs.toArray(ByteBuffer[]::new)));
    add(
        name,
        hash.equals(quote.pcrDigest()),
        "quoted digest of PCRs "
            + quote.selected()
            + " "
            + quote.pcrDigest()
            + "; SHA-256 of those given "
            + hash);
  }

  /**
   * Since version 2 the attester asks for the same data twice: of the paravisor, and of the TPM.
   */
  private void userData(VariableData data, TpmQuote quote) {
    String name = "nonce of the TPM quote in the HCL user data";
    if (document.version() < 2) {
      return;
    }
    try {
      String userData = data.userData().orElse("");
      add(
          name,
          quote.nonce().size() > 0
              && userData.toLowerCase(Locale.ROOT).startsWith(quote.nonce().toString()),
          "user data " + userData + "; nonce " + quote.nonce());
    } catch (MalformedException e) {
      add(name, Outcome.FAILS, e.problem());
    }
  }

  private void add(String name, boolean holds, String detail) {
    add(name, holds ? Outcome.HOLDS : Outcome.FAILS, detail);
  }

  private void add(String name, Outcome outcome, String detail) {
    bindings.add(new Binding(name, outcome, detail));
  }
}
