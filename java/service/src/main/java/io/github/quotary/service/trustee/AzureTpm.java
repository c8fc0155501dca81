package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.evidence.azure.AzureEvidence;
import io.github.quotary.evidence.azure.TpmFacts;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Azure's evidence: a TD quote that names the paravisor's data, in which the TPM's key stands that
 * signs nonce and PCRs. All of these ties hold; the quote itself is not verified yet.
 *
 * @param quote the TD quote
 * @param facts what the TPM's quote holds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AzureTpm(byte[] quote, TpmFacts facts) {
  private static final String NONCE = "nonce of the TPM quote";
  private static final String UNREADABLE = "Failed to deserialize Azure vTPM TDX evidence";
  private static final int INIT_DATA_PCR = 8;
  private static final int PCR_SIZE = 32;
  private static final int TWO_DIGITS = 10;

  static AzureTpm read(JsonNode evidence) throws EvaluationException {
    byte[] json = evidence.toString().getBytes(UTF_8);
    Recognition recognition = AzureEvidence.read(json).orElseThrow(() -> refused(UNREADABLE));
    if (recognition instanceof Recognition.Refused refused) {
      throw refused(UNREADABLE + ": " + refused.reason());
    }
    if (!(((Recognition.Parts) recognition).parts().get(0) instanceof Part.QuotePart quote)) {
      throw refused(UNREADABLE);
    }
    for (Binding binding : quote.bindings()) {
      if (binding.outcome() != Binding.Outcome.HOLDS && !binding.name().equals(NONCE)) {
        throw refused(binding.name() + ": " + binding.detail());
      }
    }
    return new AzureTpm(
        Measurement.of(quote.bytes().duplicate()).toByteArray(),
        AzureEvidence.tpm(json).orElseThrow(() -> refused(UNREADABLE)));
  }

  /** The nonce is the caller's data as it is, which must be given. */
  void requireNonce(Bound runtimeData) throws EvaluationException {
    if (runtimeData.expected().isEmpty()) {
      throw refused("unexpected empty report data");
    }
    if (!Measurement.of(runtimeData.expected().get()).equals(facts.nonce())) {
      throw refused("TPM quote nonce doesn't match expected report_data");
    }
  }

  /** PCR 8 was extended once, with the hash of the init data. */
  void requireInitData(Bound initData) throws EvaluationException {
    if (initData.expected().isEmpty()) {
      return;
    }
    byte[] hash = initData.expected().get();
    if (hash.length != PCR_SIZE) {
      throw refused("init data of a TPM is hashed with sha256: 32 bytes, not " + hash.length);
    }
    byte[] extended = new byte[2 * PCR_SIZE];
    System.arraycopy(hash, 0, extended, PCR_SIZE, PCR_SIZE);
    Measurement expected = Measurement.of(Sha2.sha256(ByteBuffer.wrap(extended)));
    if (!initDataRegister().equals(Optional.of(expected))) {
      throw refused("Expected init_data digest is different from the content of PCR8");
    }
  }

  Optional<Measurement> initDataRegister() {
    return facts.pcrs().size() > INIT_DATA_PCR
        ? Optional.of(facts.pcrs().get(INIT_DATA_PCR))
        : Optional.empty();
  }

  /** The PCRs by their names. */
  ObjectNode registers() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < facts.pcrs().size(); i++) {
      json.put((i < TWO_DIGITS ? "pcr0" : "pcr") + i, facts.pcrs().get(i).toString());
    }
    return json;
  }

  private static EvaluationException refused(String problem) {
    return Appraised.refused(Tee.AZ_TDX_VTPM, problem);
  }
}
