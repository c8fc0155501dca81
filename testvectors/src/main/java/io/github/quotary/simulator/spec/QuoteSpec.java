package io.github.quotary.simulator.spec;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quote: its shape, what it attests, and how its certification data is labelled.
 *
 * @param shape version, TEE and body
 * @param td the TD that a TDX quote attests
 * @param enclave the enclave that an SGX quote attests
 * @param headerReserved header octets 8 to 11: QE SVN and PCE SVN in version 3, reserved later
 * @param userData header user data, 20 octets; the first 16 carry the QE id
 * @param certificationType type of the certification data that holds the chain; 5 is a PEM chain
 * @param certificationData octets of that data; null for the scenario's chain and a NUL
 * @param edits changes to the signed part, made before the quote is signed
 */
@RecordBuilder
public record QuoteSpec(
    QuoteShape shape,
    ReportSpec<TdField> td,
    ReportSpec<EnclaveField> enclave,
    String headerReserved,
    String userData,
    int certificationType,
    @Nullable String certificationData,
    List<OctetEdit> edits)
    implements QuoteSpecBuilder.With {

  private static final int PEM_CHAIN = 5;

  /** Copies the list. */
  public QuoteSpec {
    edits = List.copyOf(edits);
  }

  /** A quote of the default TD or enclave. */
  public static QuoteSpec of(QuoteShape shape) {
    return QuoteSpecBuilder.builder()
        .shape(shape)
        .td(Reports.td())
        .enclave(Reports.enclave())
        .headerReserved(shape.version() == 3 ? "08000d00" : "00000000")
        .userData(Measure.sha256("QE id").substring(0, 32) + "00000000")
        .certificationType(PEM_CHAIN)
        .edits(List.of())
        .build();
  }

  /** The same with one more change to the signed part, made before the quote is signed. */
  public QuoteSpec edited(OctetEdit edit) {
    List<OctetEdit> more = new ArrayList<>(edits);
    more.add(edit);
    return withEdits(more);
  }
}
