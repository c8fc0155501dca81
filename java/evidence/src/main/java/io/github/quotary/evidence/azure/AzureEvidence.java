package io.github.quotary.evidence.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.quote.Measurement;
import java.util.Optional;

/**
 * Reads Azure's evidence of a TDX virtual machine with a virtual TPM: JSON with {@code hcl_report},
 * {@code tpm_quote} and {@code td_quote} (versions 0, 1 and 2), as trustee's attester writes it.
 * Every tie between its parts is a binding of the quote; the TPM's nonce is shown, for the caller
 * to compare.
 *
 * <p>Source: trustee, {@code az_tdx_vtpm}.
 */
public final class AzureEvidence {
  private static final int MAX_BYTES = 16 << 20;

  private AzureEvidence() {}

  /**
   * Reads the evidence; at most 16 MiB. An HCL report without a quote is refused by name. Empty
   * unless the input is a JSON object with a member {@code hcl_report}, or begins with "HCLA".
   * Never throws.
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    if (HclReport.hasMagic(bytes)) {
      return Optional.of(refused(withoutQuote(bytes)));
    }
    // A name may be escaped: only a parser tells whether it is there.
    if (JsonInput.firstOf(bytes) != '{') {
      return Optional.empty();
    }
    try {
      ObjectNode json = StrictJson.object(bytes);
      return json.has("hcl_report") ? Optional.of(read(json)) : Optional.empty();
    } catch (MalformedException e) {
      // Not strict JSON: whether it was meant for evidence cannot be told.
      return Optional.empty();
    }
  }

  /** What the TPM's quote in the evidence holds; empty if it cannot be read. Never throws. */
  public static Optional<TpmFacts> tpm(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      AzureDocument document = AzureDocument.of(StrictJson.object(bytes));
      return Optional.of(
          new TpmFacts(
              TpmQuote.parse(document.message()).nonce(),
              document.pcrs().stream().map(Measurement::of).toList()));
    } catch (MalformedException e) {
      // Told by read, which says what is wrong.
      return Optional.empty();
    }
  }

  private static Recognition read(ObjectNode json) {
    if (json.has("vcek") || !json.has("td_quote")) {
      return refused(
          json.has("vcek")
              ? "Azure's evidence of an SEV-SNP machine (HCL report and VCEK), which is not"
                  + " supported"
              : "Azure's evidence with an HCL report and no td_quote: incomplete");
    }
    try {
      AzureDocument document = AzureDocument.of(json);
      HclReport hcl = HclReport.of(document.hclReport());
      if (!hcl.isTdx()) {
        return refused("Azure's evidence whose HCL report " + describe(hcl));
      }
      return Recognition.Parts.of(
          new Part.QuotePart(document.quote(), AzureBindings.of(document, hcl)));
    } catch (MalformedException e) {
      return refused(
          "Azure's evidence (HCL report and TD quote) that cannot be read: " + e.problem());
    }
  }

  private static String withoutQuote(byte[] bytes) {
    try {
      HclReport hcl = HclReport.of(bytes);
      return hcl.isTdx()
          ? "an Azure HCL report: it holds a TDREPORT and no TD quote; send the TDREPORT to the"
              + " metadata service of the machine (/acc/tdquote), which answers with a quote"
          : "an Azure HCL report that " + describe(hcl);
    } catch (MalformedException e) {
      return "an Azure HCL report without a TD quote, incomplete: " + e.problem();
    }
  }

  private static String describe(HclReport hcl) {
    return hcl.isSevSnp()
        ? "holds an SEV-SNP report, which is not supported"
        : "holds neither a TD quote nor a TDREPORT (hardware report of type "
            + Integer.toUnsignedString(hcl.type())
            + ")";
  }

  private static Recognition refused(String reason) {
    return new Recognition.Refused(reason);
  }
}
